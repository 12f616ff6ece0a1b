//go:build linux

package desktop

import (
	"context"
	"errors"
	"image"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// Eye looks at the display, and presses keys there, over one connection that stands: what is measured with it is the program,
// not the start of a tool for each look.
type Eye struct {
	conn   *xgb.Conn
	root   xproto.Window
	keymap *xproto.GetKeyboardMappingReply
	first  xproto.Keycode
}

// OpenEye connects to the display. Close must be called.
func (d *Desktop) OpenEye() (*Eye, error) {
	conn, err := xgb.NewConnDisplay(d.display)
	if err != nil {
		return nil, err
	}
	setup := xproto.Setup(conn)
	count := byte(setup.MaxKeycode - setup.MinKeycode + 1)
	keymap, err := xproto.GetKeyboardMapping(conn, setup.MinKeycode, count).Reply()
	if err == nil {
		err = xtest.Init(conn)
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	return &Eye{conn: conn, root: setup.DefaultScreen(conn).Root, keymap: keymap, first: setup.MinKeycode}, nil
}

// Close ends the connection.
func (e *Eye) Close() { e.conn.Close() }

// errNoSuchKey is the answer to a character that no key makes by itself.
var errNoSuchKey = errors.New("no key makes this character without another")

// Press presses the key of a lower-case letter and lets it go. It returns when the display has taken it.
func (e *Eye) Press(letter rune) error {
	code, found := e.keycode(xproto.Keysym(letter))
	if !found {
		return errNoSuchKey
	}
	for _, kind := range []byte{xproto.KeyPress, xproto.KeyRelease} {
		if err := xtest.FakeInputChecked(e.conn, kind, byte(code), 0, e.root, 0, 0, 0).Check(); err != nil {
			return err
		}
	}
	return nil
}

func (e *Eye) keycode(symbol xproto.Keysym) (xproto.Keycode, bool) {
	per := int(e.keymap.KeysymsPerKeycode)
	for i := 0; i+per <= len(e.keymap.Keysyms); i += per {
		if e.keymap.Keysyms[i] == symbol {
			return e.first + xproto.Keycode(i/per), true
		}
	}
	return 0, false
}

// Look answers what is in an area of the screen, in the display's own form.
func (e *Eye) Look(area image.Rectangle) (string, error) {
	reply, err := xproto.GetImage(e.conn, xproto.ImageFormatZPixmap, xproto.Drawable(e.root), int16(area.Min.X), int16(area.Min.Y),
		uint16(area.Dx()), uint16(area.Dy()), ^uint32(0)).Reply()
	if err != nil {
		return "", err
	}
	return string(reply.Data), nil
}

// Change waits until an area no longer looks as it did, and answers when that was seen.
func (e *Eye) Change(ctx context.Context, area image.Rectangle, before string) (time.Time, error) {
	for {
		now, err := e.Look(area)
		switch {
		case err != nil:
			return time.Time{}, err
		case now != before:
			return time.Now(), nil
		case ctx.Err() != nil:
			return time.Time{}, ctx.Err()
		}
		time.Sleep(time.Millisecond)
	}
}
