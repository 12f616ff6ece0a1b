package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"portaldesk/ui/parts"
)

// waker has the focus of a window that has just been covered, and takes the key that was meant for what was there before:
// all of it, from its going down to its coming up.
type waker struct {
	widget.BaseWidget
	parts.AsButton
	said  *parts.Paragraph
	woken func()
	taken bool // a key went down here
}

var (
	_ desktop.Keyable = (*waker)(nil)
	_ fyne.Accessible = (*waker)(nil)
)

func newWaker(said string, woken func()) *waker {
	w := &waker{said: parts.NewParagraph(said, parts.Strong), woken: woken}
	w.ExtendBaseWidget(w)
	return w
}

// AccessibilityLabel is the sentence.
func (w *waker) AccessibilityLabel() string { return w.said.Text() }

// CreateRenderer draws the sentence.
func (w *waker) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.said) }

// FocusGained changes nothing.
func (w *waker) FocusGained() {}

// FocusLost changes nothing.
func (w *waker) FocusLost() {}

// KeyDown takes the key.
func (w *waker) KeyDown(*fyne.KeyEvent) { w.taken = true }

// TypedKey takes the key; it may have gone down before the cover was there.
func (w *waker) TypedKey(*fyne.KeyEvent) { w.taken = true }

// TypedRune takes the letter.
func (w *waker) TypedRune(rune) { w.taken = true }

// KeyUp ends the key, and with it the waiting. The keys of the shortcut that locked come up here without having gone down.
func (w *waker) KeyUp(*fyne.KeyEvent) {
	if w.taken {
		w.woken()
	}
}
