//go:build linux

package desktop

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
)

// windowManagerConfig: windows fill the screen, undecorated, and get the keyboard when they open; alt+F4 closes.
const windowManagerConfig = `<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <applications>
    <application class="*"><decor>no</decor><focus>yes</focus></application>
    <application type="normal"><maximized>yes</maximized></application>
  </applications>
</openbox_config>
`

// startDisplay starts an X server on a free display number and takes the pointer out of the picture.
func (d *Desktop) startDisplay(ctx context.Context, width, height int) error {
	screen := fmt.Sprintf("%dx%dx24", width, height)
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", screen, "-dpi", "96", "-nolisten", "tcp", "-noreset")
	server, number, err := announced(ctx, cmd)
	if err != nil {
		return fmt.Errorf("display: %w", err)
	}
	d.servers = append(d.servers, server)
	d.display = ":" + number
	return d.xdotool(ctx, "mousemove", fmt.Sprint(width-1), fmt.Sprint(height-1))
}

// startWindowManager also waits until it manages: a window opened before would not get the keyboard.
func (d *Desktop) startWindowManager(ctx context.Context) error {
	config, err := d.write("openbox.xml", windowManagerConfig)
	if err != nil {
		return err
	}
	cmd := exec.Command("openbox", "--config-file", config)
	cmd.Env = d.Env()
	manager, err := launch(cmd)
	if err != nil {
		return fmt.Errorf("window manager: %w", err)
	}
	d.servers = append(d.servers, manager)
	return poll(ctx, "windows are managed", func() (bool, error) {
		out, err := run(ctx, d.Env(), "", "xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
		return strings.Contains(out, "window id"), err
	})
}

// hasKeyboard tells whether the active window belongs to the process.
func (d *Desktop) hasKeyboard(ctx context.Context, pid int) (bool, error) {
	out, err := run(ctx, d.Env(), "", "xdotool", "getactivewindow", "getwindowpid")
	return strings.TrimSpace(out) == fmt.Sprint(pid), err
}
