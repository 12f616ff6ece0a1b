//go:build linux

package desktop

import (
	"context"
	"time"
)

// Capture takes the screen as it is, as PNG. The same picture gives the same bytes.
func (d *Desktop) Capture(ctx context.Context) ([]byte, error) {
	png, err := run(ctx, d.Env(), "", "import", "-silent", "-window", "root", "-strip",
		"-define", "png:exclude-chunks=date,time", "png:-")
	return []byte(png), err
}

// settledFor is how long a screen must not change to count as settled: many frames of a window that is still drawing.
const settledFor = 300 * time.Millisecond

// Settled takes the screen once it stands still.
func (d *Desktop) Settled(ctx context.Context) ([]byte, error) {
	var shown string
	var since time.Time
	err := poll(ctx, "the screen stands still", func() (bool, error) {
		png, err := d.Capture(ctx)
		if err != nil || string(png) != shown {
			shown, since = string(png), time.Now()
			return false, err
		}
		return time.Since(since) >= settledFor, nil
	})
	return []byte(shown), err
}
