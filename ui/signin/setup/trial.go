package setup

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/signin/access"
	"portaldesk/ui/theme"
)

// test is the page with the entries, on which the connection is tested before anything is kept.
type test struct {
	setup   *Setup
	form    *form
	steps   *steps
	attempt *access.Attempt
	notice  *parts.Notice
	remedy  *fyne.Container // what can be done about the step that failed
	run     *parts.Action
	back    *parts.Action
	content *fyne.Container
}

func newTest(s *Setup, p profile.Profile) *test {
	t := &test{setup: s, steps: newSteps(p.Kind), notice: parts.NewNotice(), remedy: parts.Flow(theme.Grid)}
	t.attempt = access.NewAttempt(s.o.Surroundings, t.atPage)
	t.run = parts.NewAction("", t.start)
	t.run.Weight = parts.Main
	t.back = parts.NewAction(lang.L("Back"), t.leave)
	t.content = parts.Stack(theme.Gap)
	t.form = newForm(formOptions{base: p, guides: s.o.Guides, pick: s.o.PickFile, submit: t.start, escape: t.leave,
		reveal: s.reveal, grown: t.lay})
	buttons := parts.Line(theme.Grid, layout.NewSpacer(), t.back, t.run)
	t.content.Objects = []fyne.CanvasObject{t.form.content, t.steps.content, t.notice, t.remedy, t.attempt.Content(), buttons}
	t.remedy.Hide()
	return t
}

// heading says what is being set up.
func (t *test) heading() fyne.CanvasObject {
	title, text := titleOf(t.form.base.Kind), lang.L("Nothing is kept before the connection was tested.")
	if t.form.base.Kind == profile.KindGuided {
		title, text = lang.L("Working in the vendor's console"), lang.L("The desk proves callers, shows the steps, and keeps calls, notes and the trail.")
	}
	if t.setup.o.Profile.Kind != "" {
		title, text = lang.L("Change this portal"), lang.L("Notes that wait for it stay where they are.")
	}
	return parts.Stack(theme.Half, parts.NewText(title, parts.Title), parts.NewParagraph(text, parts.Muted))
}

// start tests what is entered, or goes to what is missing.
func (t *test) start() {
	if t.attempt.Busy() {
		return
	}
	t.settle()
	p, complete, err := t.form.complete()
	if err != nil {
		t.say(parts.Bad, err)
	}
	if !complete {
		t.steps.rest()
		t.lay()
		return
	}
	if p.Kind != profile.KindGuided { // nothing is connected to there
		t.steps.begin()
		t.setup.reveal(t.steps.content)
	}
	var trial app.Trial
	t.attempt.Start(t.form.who.Credentials(), func(ctx context.Context, c client.Credentials) (err error) {
		trial, err = t.setup.o.Workplace.Try(ctx, p, c, t.passed)
		return err
	}, func(err error) { t.tried(p, trial, err) })
	t.lay()
}

// passed shows that a step is done. It is called off the UI goroutine.
func (t *test) passed(step app.TrialStep) {
	t.setup.o.OnScreen(func() {
		if t.attempt.Busy() {
			t.steps.done(step)
		}
	})
}

func (t *test) tried(p profile.Profile, trial app.Trial, err error) {
	t.setup.o.Log.Debug("portal tested", "kind", client.KindOf(err), "code", client.CodeOf(err), "ok", err == nil)
	t.lay()
	switch {
	case t.setup.leaving != nil && err == nil:
		t.setup.forget(p, t.setup.leaving)
	case t.setup.leaving != nil:
		t.setup.leaving()
	case err == nil:
		t.form.who.Clear()
		t.setup.showFound(p, trial)
	case t.attempt.GaveUp():
		t.steps.rest()
		t.lay()
		parts.Focus(t.run)
	default:
		if trial, ok := errors.AsType[*app.TrialError](err); ok {
			t.showFailed(trial.Step)
		}
		t.failed(p, err)
	}
}

func (t *test) showFailed(step app.TrialStep) {
	if t.form.base.Kind != profile.KindGuided {
		t.steps.failed(step)
	}
}

// settle takes away what the test before said.
func (t *test) settle() {
	t.notice.Clear()
	t.remedy.RemoveAll()
	t.remedy.Hide()
}

// leave stops the test that is running, or goes back.
func (t *test) leave() {
	if t.attempt.Busy() {
		t.attempt.GiveUp()
		return
	}
	t.setup.back()
}

// word is what the button says.
func (t *test) word() string {
	if t.form != nil && t.form.base.Kind == profile.KindGuided {
		return lang.L("Go on")
	}
	return lang.L("Test the connection")
}

// lay shows the buttons as they fit.
func (t *test) lay() {
	busy := t.attempt.Busy()
	t.run.Greyed = busy
	word, back := t.word(), lang.L("Back")
	if busy {
		word, back = lang.L("Testing…"), lang.L("Stop")
	} else if t.setup.o.Profile.Kind != "" {
		back = lang.L("Cancel")
	}
	t.run.SetText(word)
	t.back.SetText(back)
	t.setup.lay()
}

// atPage shows the agent how to get to her organisation's page, or that she is back from there.
func (t *test) atPage() {
	t.lay()
	if t.attempt.AtPage() {
		t.setup.reveal(t.attempt.Content())
	}
}
