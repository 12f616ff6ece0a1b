//go:build !windows

package background

import (
	"context"

	"github.com/kardianos/service"
)

func nameHere() string { return serviceName }

// fitAccount does nothing: a service of one person runs as that person.
func fitAccount(*service.Config, Config) error { return nil }

// mayRun says nothing against it.
func mayRun() error { return nil }

// untilTold ends with ctx: here a signal does what has to be said.
func untilTold(ctx context.Context, _ string) context.Context { return ctx }
