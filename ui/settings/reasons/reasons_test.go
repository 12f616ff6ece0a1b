package reasons_test

import (
	"errors"
	"log/slog"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"portaldesk/app/call"
	"portaldesk/client"
	"portaldesk/ui/settings/reasons"
	"portaldesk/ui/uitest"
)

// codes are the wrap-up codes of a portal in a window, and what was kept.
type codes struct {
	*uitest.Window
	kept    call.Reasons
	refused error
}

func newCodes(t *testing.T) *codes {
	t.Helper()
	uitest.App(t)
	c := &codes{Window: uitest.Open(t, canvas.NewRectangle(nil), 1000, 760)}
	runner := &uitest.Queue{Context: t.Context()}
	c.After = runner.All
	reasons.Show(reasons.Options{Now: call.DefaultReasons(), Runner: runner, Log: slog.New(slog.DiscardHandler), Canvas: c.Canvas(),
		Keep: func(changed call.Reasons) error {
			if c.refused == nil {
				c.kept = changed
			}
			return c.refused
		}})
	return c
}

// wrongPortal is the first cause of the first stage.
var wrongPortal = client.Reason{Stage: "find-portal", Cause: "wrong-portal"}

func TestARenamedCodeStaysTheSameCode(t *testing.T) {
	c := newCodes(t)
	c.MustSee("Find the portal", "Was at another clinic's portal")
	c.Press(fyne.KeyDown, fyne.KeyReturn)
	c.Replace("Was at our old portal")
	c.Press(fyne.KeyReturn)
	c.MustSee("Was at our old portal")
	c.MustNotSee("Was at another clinic's portal", "Change a wrap-up code")
	if _, cause, known := c.kept.Find(wrongPortal); !known || cause.Title != "Was at our old portal" {
		t.Errorf("%+v", cause)
	}
}

func TestAHiddenCodeIsNotOfferedAndOldCallsStillHaveIt(t *testing.T) {
	c := newCodes(t)
	c.Press(fyne.KeyDown, fyne.KeyReturn)
	c.Tap("Do not offer it")
	c.MustSee("Was at another clinic's portal", "not offered")
	for _, cause := range c.kept.Visible()[0].Causes {
		if cause.Code == wrongPortal.Cause {
			t.Error("it is offered")
		}
	}
	if _, _, known := c.kept.Find(wrongPortal); !known {
		t.Error("old calls have lost it")
	}
	c.Press(fyne.KeyReturn)
	c.Tap("Offer it again")
	c.MustNotSee("not offered")
}

func TestNewCodesAreMadeOfTheirTitles(t *testing.T) {
	c := newCodes(t)
	c.Press(fyne.KeyDown)
	c.Tap("New reason…")
	c.Type("Vaccine proof")
	c.Press(fyne.KeyReturn)
	c.MustSee("Vaccine proof")
	if _, _, known := c.kept.Find(client.Reason{Stage: "find-portal", Cause: "vaccine-proof"}); !known {
		t.Errorf("%+v", c.kept.All()[0])
	}
	c.Tap("New group…")
	c.Type("At the kiosk")
	c.Press(fyne.KeyTab)
	c.Type("No paper")
	c.Tap("Add")
	if _, _, known := c.kept.Find(client.Reason{Stage: "at-the-kiosk", Cause: "no-paper"}); !known {
		t.Error("the group is not there")
	}
}

func TestTheOrderCanBeChanged(t *testing.T) {
	c := newCodes(t)
	c.Press(fyne.KeyDown, fyne.KeyReturn)
	c.Tap("Down")
	if causes := c.kept.All()[0].Causes; causes[1].Code != wrongPortal.Cause {
		t.Errorf("%+v", causes)
	}
}

func TestWhatCannotBeIsSaid(t *testing.T) {
	c := newCodes(t)
	c.Press(fyne.KeyDown, fyne.KeyReturn)
	for title, why := range map[string]string{" ": "need a name", "Did not know the address": "is called the same", "Other": "says nothing",
		"This is a title that is much longer than any list of reasons has room for": "at most 60"} {
		c.Replace(title)
		c.Press(fyne.KeyReturn)
		c.MustSee("Change a wrap-up code", why)
	}
	if len(c.kept.Stages) != 0 {
		t.Error("something was kept")
	}
}

func TestWhatCouldNotBeKeptIsSaidAndStaysAsItWas(t *testing.T) {
	c := newCodes(t)
	c.refused = errors.New("the disk is gone")
	c.Press(fyne.KeyDown, fyne.KeyReturn)
	c.Replace("Was at our old portal")
	c.Press(fyne.KeyReturn)
	c.MustSee("It could not be kept", "Nothing was changed.", "Was at another clinic's portal")
	c.MustNotSee("Was at our old portal")
}
