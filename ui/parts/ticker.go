package parts

import (
	"time"

	"fyne.io/fyne/v2"
)

// Ticker calls something on the UI goroutine again and again.
type Ticker interface {
	// Every calls do once each span until stop is called. stop may be called more than once.
	Every(span time.Duration, do func()) (stop func())
}

// Clockwork is the Ticker of a real window. It runs only between Every and stop, so that an idle window is idle.
type Clockwork struct{}

// Every starts the clock.
func (Clockwork) Every(span time.Duration, do func()) (stop func()) {
	ticker, done := time.NewTicker(span), make(chan struct{})
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				fyne.Do(func() { unlessDone(done, do) })
			case <-done:
				return
			}
		}
	}()
	return func() {
		select {
		case <-done:
		default:
			close(done)
		}
	}
}

// unlessDone drops a tick that was under way when the clock was stopped.
func unlessDone(done chan struct{}, do func()) {
	select {
	case <-done:
	default:
		do()
	}
}
