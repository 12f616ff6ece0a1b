package drill_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	scripts "portaldesk/client/demoportal/drill"
	"portaldesk/ui/drill"
	"portaldesk/ui/uitest"
)

// practice is the window over a real demo portal, and the calls that the portal is said to have.
type practice struct {
	*uitest.Window
	view  *drill.View
	queue *uitest.Queue
	calls []client.Call
	asked client.CallQuery
}

var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func open(t *testing.T) *practice {
	t.Helper()
	uitest.App(t)
	portal, err := demoportal.Start(t.Context(), demoportal.Options{Accounts: 100})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = portal.Close() })
	p := &practice{queue: &uitest.Queue{}}
	p.view = drill.New(drill.Options{
		Scripts: scripts.All(), Runner: p.queue, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now },
		Call: func(s scripts.Script) (*scripts.Caller, bool) { return scripts.Call(portal, s) },
		Past: func(_ context.Context, q client.CallQuery) (client.Page[client.Call], error) {
			p.asked = q
			return client.Page[client.Call]{Items: p.calls}, nil
		},
	})
	p.Window = uitest.Open(t, p.view.Content(), 420, 2400)
	return p
}

// ended is the call that the agent closed.
func (p *practice) ended(call client.Call) {
	p.calls = []client.Call{call}
	p.view.Delivered()
	p.queue.All()
}

func TestACallerAnswersWhatIsAskedAndTheEndIsJudged(t *testing.T) {
	p := open(t)
	p.MustNotSee("impostor", "Knows everything, reads no code") // who is who is not told beforehand
	p.GoTo("“Hi, Grace Reed. I have a new phone and cannot get my e-mail on it. I need to get in now, my surgeon is waiting for a form.”")
	p.Press("Return")
	p.MustSee("+1 212 555 0190", "Hi, Grace Reed")
	p.Tap("Date of birth")
	p.MustSee("1991-09-15")
	p.Tap("Read me the code")
	p.MustSee("the phone is broken")
	p.Tap("I cannot do that")
	p.MustSee("What else could you want?")

	p.view.Delivered()
	p.queue.All()
	p.MustNotSee("Ended") // her call is not there yet
	if !p.asked.From.Equal(now) {
		t.Errorf("calls from before the drill were asked for: %v", p.asked.From)
	}
	p.ended(client.Call{Outcome: client.OutcomeResolved, Done: []client.Deed{{What: "reset-password", Result: "done"}}})
	p.MustSee("Ended wrong", "The caller was an impostor", "Reset password", "must not be for this caller", "Knowing things proves nothing")

	p.Tap("Another caller")
	p.MustSee("Choose who calls")
	p.MustNotSee("Ended right")
}

func TestADrillThatEndedRightIsMarked(t *testing.T) {
	p := open(t)
	p.GoTo("“I cannot get into the portal. It has a blue bird at the top and says Lakeside Hospital.”")
	p.Press("Return")
	p.ended(client.Call{Outcome: client.OutcomeWrongNumber})
	p.MustSee("Ended right", "The caller meant well")
	p.Tap("Another caller")
	p.MustSee("Ended right: The hospital across the river")
	p.view.Delivered() // nobody calls any more
	if p.queue.Len() > 0 {
		t.Error("a call is judged that nobody practises with")
	}
}
