//go:build linux

package desktop

import (
	"context"
	"errors"
	"fmt"
	"os/exec"

	"portaldesk/app/secret/secrettest"
)

// startSession starts the session bus, and on it a keyring that is unlocked.
func (d *Desktop) startSession(context.Context) error {
	session, err := secrettest.Start()
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	d.session, d.bus = session, session.Address()
	return nil
}

// Secret reads what the keyring holds for a user of a service, and whether it holds anything.
func (d *Desktop) Secret(ctx context.Context, service, user string) (string, bool, error) {
	secret, err := run(ctx, d.Env(), "", "secret-tool", "lookup", "service", service, "username", user)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 1 {
		return "", false, nil
	}
	return secret, err == nil, err
}
