//go:build linux

package desktop

import (
	"context"
	"fmt"
	"time"
)

// pollEvery is how often a fact is looked at that does not announce itself.
const pollEvery = 20 * time.Millisecond

// Until waits until condition holds; what names it in the error.
func Until(ctx context.Context, what string, condition func() bool) error {
	return poll(ctx, what, func() (bool, error) { return condition(), nil })
}

// poll looks until holds answers true. Its error does not end the wait, it explains in the end why it was in vain.
func poll(ctx context.Context, what string, holds func() (bool, error)) error {
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()
	for {
		held, err := holds()
		if held {
			return nil
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return vain(ctx, what, err)
		}
	}
}

func vain(ctx context.Context, what string, err error) error {
	if err != nil {
		return fmt.Errorf("waited in vain until %s: %w (last: %w)", what, context.Cause(ctx), err)
	}
	return fmt.Errorf("waited in vain until %s: %w", what, context.Cause(ctx))
}
