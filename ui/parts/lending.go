package parts

import (
	"time"

	"fyne.io/fyne/v2"
)

// LendingTime is how long the clipboard holds a secret.
const LendingTime = 10 * time.Second

// Lending puts secrets onto the clipboard and takes them off again: after [LendingTime], or before. What somebody else has
// put there meanwhile stays. It is used on the UI goroutine.
type Lending struct {
	Clipboard fyne.Clipboard
	Ticker    Ticker
	// Hidden puts a secret there so that clipboard histories leave it out, where it can; nil for never.
	Hidden func(secret string) bool

	lent string // empty while nothing is
	stop func()
}

// Copy puts a secret onto the clipboard.
func (l *Lending) Copy(secret string) {
	l.Clear()
	if l.Hidden == nil || !l.Hidden(secret) {
		l.Clipboard.SetContent(secret)
	}
	l.lent, l.stop = secret, l.Ticker.Every(LendingTime, l.Clear)
}

// Clear takes the secret off if it is still there.
func (l *Lending) Clear() {
	if l.lent == "" {
		return
	}
	if l.Clipboard.Content() == l.lent {
		l.Clipboard.SetContent("")
	}
	l.stop()
	l.lent, l.stop = "", nil
}
