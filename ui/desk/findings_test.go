package desk_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/line"
	"portaldesk/client"
)

func TestOneKeyStartsWhatMendsTheGravestFinding(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.proves(maria(w))
	w.command("mend")
	w.Press(fyne.KeyReturn)
	w.MustSee("Unlock: done")
}

func TestAPortalThatStopsAnsweringIsAFindingUntilItAnswersAgain(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	const outage = "The portal does not answer"
	w.MustNotSee(outage)
	w.screen.Apply(app.LineChanged{State: line.State{Kind: client.Offline, Since: now}})
	w.MustSee(outage)
	w.screen.Apply(app.LineChanged{State: line.State{Online: true}})
	w.MustNotSee(outage)
}

func TestTheLineKeepsTheFocusOnAFindingItDoesNotTouch(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.GoTo("Unlock")
	button := w.Canvas().Focused()
	w.screen.Apply(app.LineChanged{State: line.State{Online: true}})
	if w.Canvas().Focused() != button {
		t.Errorf("the focus went to %T", w.Canvas().Focused())
	}
}

func TestEarlierCallsStandWithTheAccount(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	apptest.StartCall(t, w.desk)
	apptest.CloseCall(t, w.desk, client.OutcomeResolved, "first line\nsecond line")
	if _, err := w.desk.Outbox.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.command("read-again")
	w.GoTo("segments")
	w.Press(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	w.MustSee("Resolved", "first line")
	w.MustNotSee("second line")
}
