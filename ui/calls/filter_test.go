package calls_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app/apptest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// varied are calls that differ in what can be filtered by.
func varied(w *world) []client.Call {
	of := func(ago time.Duration, note string, change func(*client.Call)) client.Call {
		call := pastCall(ago, note)
		change(&call)
		return call
	}
	return []client.Call{
		of(time.Hour, "the plain one.", func(*client.Call) {}),
		of(30*time.Hour, "of yesterday.", func(c *client.Call) { c.AgentID = w.desk.Session.Agent.ID }),
		of(20*24*time.Hour, "of long ago.", func(c *client.Call) { c.Outcome = client.OutcomeEscalated }),
		of(2*time.Hour, "about a code.", func(c *client.Call) { c.Reason = client.Reason{Stage: "get-code", Cause: "code-lost"} }),
		of(3*time.Hour, "about an account.", func(c *client.Call) {
			c.Account = w.portal.Sample(demoportal.Trait(client.StatusLocked), 1)[0]
		}),
	}
}

func TestTheFiltersNarrowTheList(t *testing.T) {
	for name, c := range map[string]struct {
		field, typed, seen string
	}{
		"search":  {"Search notes, callers' names, own words", "PLAIN", "the plain one."},
		"period":  {"chooser Any time", "today", "the plain one."},
		"agent":   {"chooser All agents", "my", "of yesterday."},
		"reason":  {"chooser Any reason", "get", "about a code."},
		"outcome": {"chooser Any outcome", "esc", "of long ago."},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			made := varied(w)
			w.keeps(made...)
			w.enters()
			w.MustSee("5 found")
			w.GoTo(c.field)
			w.Type(c.typed)
			w.MustSee(c.seen)
			w.MustNotSee("5 found")
			if name != "period" {
				w.MustSee("1 found")
			}
			w.GoTo("Clear")
			w.Press(fyne.KeyReturn)
			w.MustSee("5 found")
		})
	}
}

func TestTheCauseIsChosenWithinItsStage(t *testing.T) {
	w := newWorld(t)
	w.keeps(varied(w)...)
	w.enters()
	w.GoTo("chooser Any reason")
	w.Type("sign")
	w.MustSee("4 found")
	w.GoTo("chooser Any cause")
	w.Type("forgot the p")
	w.MustSee("No call matches")
}

func TestDaysAreTypedAndReadInThePortalsZone(t *testing.T) {
	w := newWorld(t)
	w.keeps(varied(w)...)
	w.enters()
	w.GoTo("chooser Any time")
	w.Type("from")
	w.Press(fyne.KeyTab)
	w.GoTo("entry")
	w.Type("yesterday")
	w.MustSee("4 found")
	w.Press(fyne.KeyTab)
	w.Type("19 Nov")
	w.MustSee("1 found", "of yesterday.")
	w.Replace("soon")
	w.MustSee("No day that has been")
	w.Replace("1 Nov")
	w.MustSee("This is before the first day.")
}

func TestOnlyTheAccountThatIsOpen(t *testing.T) {
	w := newWorld(t)
	made := varied(w)
	w.keeps(made...)
	w.screen.SetAccount(made[4].Account)
	w.enters()
	w.command("calls-of-account")
	w.MustSee("1 found", "about an account.")
	w.command("calls-of-account")
	w.MustSee("5 found")
}

func TestAnAgentWhoWasSeenCanBeChosenAndAnyOtherTyped(t *testing.T) {
	w := newWorld(t)
	w.keeps(varied(w)...)
	w.enters()
	w.GoTo("chooser All agents")
	w.Type("agent-j")
	w.MustSee("4 found")
	w.Press(fyne.KeyDown) // another one
	w.GoTo("entry")
	w.Type(w.desk.Session.Agent.ID)
	w.MustSee("1 found", "of yesterday.")
}

func TestWhatWaitsIsFilteredLikeTheRest(t *testing.T) {
	w := newWorld(t)
	w.offline(true)
	apptest.StartCall(t, w.desk)
	apptest.CloseCall(t, w.desk, client.OutcomeFollowUp, "Señora called twice.")
	w.enters()
	w.Type("senora")
	w.MustSee("Señora called twice.")
	w.Replace("nothing of the kind")
	w.MustNotSee("Señora called twice.")
	w.command("all-calls")
	w.MustSee("Señora called twice.")
}
