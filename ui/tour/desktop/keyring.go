//go:build linux

package desktop

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// busConfig names no service files: nothing is started on demand, so nothing is started that is not known here. A keyring
// daemon started that way would be a second one, and a locked one.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=%s/bus</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

// keyringPassword unlocks the keyring of this desktop, which nobody else can reach.
const keyringPassword = "tour"

func (d *Desktop) startBus(ctx context.Context) error {
	config, err := d.write("bus.conf", fmt.Sprintf(busConfig, d.runtimeDir()))
	if err != nil {
		return err
	}
	cmd := exec.Command("dbus-daemon", "--nofork", "--nopidfile", "--config-file="+config, "--print-address=3")
	cmd.Env = d.env()
	bus, address, err := announced(ctx, cmd)
	if err != nil {
		return fmt.Errorf("session bus: %w", err)
	}
	d.servers = append(d.servers, bus)
	d.bus = address
	return nil
}

// startKeyring also waits until the keyring has its name on the bus: asked before, it would be missing.
func (d *Desktop) startKeyring(ctx context.Context) error {
	cmd := exec.Command("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
	cmd.Env = d.env()
	cmd.Stdin = strings.NewReader(keyringPassword)
	keyring, err := launch(cmd)
	if err != nil {
		return fmt.Errorf("keyring: %w", err)
	}
	d.servers = append(d.servers, keyring)
	return poll(ctx, "the keyring is on the bus", func() (bool, error) {
		out, err := run(ctx, d.env(), "", "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
			"org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets")
		return strings.Contains(out, "boolean true"), err
	})
}

// Secret reads what the keyring holds for a user of a service, and whether it holds anything.
func (d *Desktop) Secret(ctx context.Context, service, user string) (string, bool, error) {
	secret, err := run(ctx, d.env(), "", "secret-tool", "lookup", "service", service, "username", user)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 1 {
		return "", false, nil
	}
	return secret, err == nil, err
}
