package shell

import (
	"context"

	"fyne.io/fyne/v2"

	"portaldesk/ui/parts"
)

// engine is how the window's work gets off the UI goroutine and back onto it. Tests put one in that they turn by hand.
type engine struct {
	runner func(ctx context.Context) parts.Runner
	ticker parts.Ticker
	do     func(func())
}

func realEngine() engine {
	return engine{
		runner: func(ctx context.Context) parts.Runner { return parts.NewBackground(ctx) },
		ticker: parts.Clockwork{},
		do:     fyne.Do,
	}
}
