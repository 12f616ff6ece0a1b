//go:build linux

package desktop

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// Key presses keys one after the other, named as xdotool names them: "Return", "ctrl+s", "Down".
func (d *Desktop) Key(ctx context.Context, keys ...string) error {
	return d.xdotool(ctx, append([]string{"key", "--clearmodifiers"}, keys...)...)
}

// errNoKey is the answer to text beyond ASCII: keys made up for it get lost now and then.
var errNoKey = errors.New("only ASCII can be typed; use Paste")

// Type presses the keys of an ASCII text.
func (d *Desktop) Type(ctx context.Context, text string) error {
	for _, char := range text {
		if char > '~' {
			return errNoKey
		}
	}
	return d.xdotool(ctx, "type", "--clearmodifiers", "--delay", fmt.Sprint(d.KeyEvery.Milliseconds()), "--", text)
}

// Paste puts any text on the clipboard and presses ctrl+v.
func (d *Desktop) Paste(ctx context.Context, text string) error {
	if err := d.setClipboard(ctx, text); err != nil {
		return err
	}
	return d.Key(ctx, "ctrl+v")
}

// Clipboard reads the clipboard.
func (d *Desktop) Clipboard(ctx context.Context) (string, error) {
	return run(ctx, d.Env(), "", "xclip", "-selection", "clipboard", "-out")
}

// setClipboard leaves a process behind: on X11 whoever offers a text has to stay to hand it over.
func (d *Desktop) setClipboard(ctx context.Context, text string) error {
	if d.clipboard != nil {
		d.clipboard.kill()
	}
	cmd := exec.Command("xclip", "-selection", "clipboard", "-in", "-quiet")
	cmd.Env = d.Env()
	cmd.Stdin = strings.NewReader(text)
	owner, err := launch(cmd)
	if err != nil {
		return err
	}
	d.clipboard = owner
	return poll(ctx, "the clipboard holds the text", func() (bool, error) {
		held, err := d.Clipboard(ctx)
		return held == text, err
	})
}

func (d *Desktop) xdotool(ctx context.Context, args ...string) error {
	_, err := run(ctx, d.Env(), "", "xdotool", args...)
	return err
}
