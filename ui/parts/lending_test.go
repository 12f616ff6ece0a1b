package parts_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

func TestASecretLeavesTheClipboard(t *testing.T) {
	for name, leave := range map[string]func(*parts.Lending, *uitest.Clock){
		"after its time": func(_ *parts.Lending, clock *uitest.Clock) { clock.Tick() },
		"at the lock":    func(l *parts.Lending, _ *uitest.Clock) { l.Clear() },
	} {
		clock, board := &uitest.Clock{}, test.NewClipboard()
		lending := &parts.Lending{Clipboard: board, Ticker: clock}
		lending.Copy("first")
		lending.Copy("second")
		if board.Content() != "second" {
			t.Fatalf("%s: the clipboard has %q", name, board.Content())
		}
		leave(lending, clock)
		if board.Content() != "" || clock.Running() {
			t.Errorf("%s: it is still there: %t, the clock runs: %t", name, board.Content() != "", clock.Running())
		}
	}
}

func TestWhatSomebodyElseCopiedStays(t *testing.T) {
	clock, board := &uitest.Clock{}, test.NewClipboard()
	lending := &parts.Lending{Clipboard: board, Ticker: clock}
	lending.Copy("secret")
	board.SetContent("something else")
	clock.Tick()
	if board.Content() != "something else" {
		t.Errorf("the clipboard has %q", board.Content())
	}
}

func TestASecretIsHiddenFromHistoriesWhereThatCanBe(t *testing.T) {
	for can, want := range map[bool]string{true: "", false: "secret"} {
		hidden, board := "", test.NewClipboard()
		lending := &parts.Lending{Clipboard: board, Ticker: &uitest.Clock{}, Hidden: func(secret string) bool {
			if can {
				hidden = secret
			}
			return can
		}}
		lending.Copy("secret")
		if board.Content() != want || can != (hidden == "secret") {
			t.Errorf("it can: %t; plainly there: %q, hidden: %q", can, board.Content(), hidden)
		}
	}
}
