package lookup_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/client"
	"portaldesk/ui/desk/lookup"
	"portaldesk/ui/uitest"
)

const field = "Name, birth date, MRN, login, e-mail or phone"

// stands holds the window against where the focus is and which accounts were opened.
func (w *world) stands(focus string, opened ...client.AccountID) {
	w.t.Helper()
	if got := uitest.Stop(w.Canvas().Focused()); got != focus {
		w.t.Errorf("the focus is on %q, want %q", got, focus)
	}
	if !slices.Equal(w.opened, opened) {
		w.t.Errorf("opened %v, want %v", w.opened, opened)
	}
}

func TestEnterOpensTheOnlyAccountAndNeverGuesses(t *testing.T) {
	w := newWorld(t, few(1))
	w.Type("al")
	w.runner.All()
	w.Press(fyne.KeyReturn)
	w.stands(field, "0")

	several := newWorld(t, few(2))
	several.Type("al")
	several.runner.All()
	several.Press(fyne.KeyReturn)
	several.stands("list")

	first := newWorld(t, func(q client.Query) (client.Page[client.AccountRow], error) {
		return client.Page[client.AccountRow]{Items: rows(q, 0, 1, 1).Items, Total: -1, Next: "more"}, nil
	})
	first.Type("al")
	first.runner.All()
	first.Press(fyne.KeyReturn)
	first.stands("list")
}

func TestEnterBeforeTheAnswerIsRemembered(t *testing.T) {
	for name, tc := range map[string]struct {
		found  int
		focus  string
		opened []client.AccountID
	}{
		"one opens":                  {1, field, []client.AccountID{"0"}},
		"several lead into the list": {2, "list", nil},
		"nobody stays":               {0, field, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, few(tc.found))
			w.Type("alvarez")
			w.Press(fyne.KeyReturn)
			w.stands(field)
			w.runner.All()
			w.stands(tc.focus, tc.opened...)
			if w.Sees("Nobody found") != (tc.found == 0) {
				t.Errorf("seen: %s", w.Words())
			}
		})
	}
}

func TestAKeyAfterEnterForgetsIt(t *testing.T) {
	for name, next := range map[string]func(*world){
		"a letter":                    func(w *world) { w.Type("v") },
		"a letter that is taken back": func(w *world) { w.Type("v"); w.Press(fyne.KeyBackspace) },
		"a filter":                    func(w *world) { w.Press(fyne.KeyTab, fyne.KeyTab); w.Type(" ") },
		"another field":               func(w *world) { w.Press(fyne.KeyTab) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, few(1))
			w.Type("al")
			w.Press(fyne.KeyReturn)
			next(w)
			focus := uitest.Stop(w.Canvas().Focused())
			w.runner.All()
			w.stands(focus)
		})
	}
}

func TestEnterNeverTakesAnOlderAnswer(t *testing.T) {
	w := newWorld(t, few(1))
	w.Type("al")
	w.runner.All()
	w.finder.answer = few(2)
	w.Type("v")
	w.Press(fyne.KeyReturn) // one account is on the screen, for "al"
	w.stands(field)
	w.runner.All()
	w.stands("list")
}

func TestARowOfAnOlderAnswerIsNotOpened(t *testing.T) {
	w := newWorld(t, few(2))
	w.Type("al")
	w.runner.All()
	w.Type("v")
	w.Press(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab)
	w.Press(fyne.KeyReturn)
	w.stands("list")
	w.runner.All()
	w.stands("list")
	w.MustSee("alv 0")
	w.Press(fyne.KeyReturn)
	w.stands("list", "0")
}

func TestDownBeforeTheAnswerLeadsIntoTheNewList(t *testing.T) {
	w := newWorld(t, few(1))
	w.Type("al")
	w.Press(fyne.KeyDown)
	w.stands(field)
	w.runner.All()
	w.stands("list")
}

func TestEnterDoesNotWaitForTheGap(t *testing.T) {
	w := newWorldWith(t, lookup.Options{Gap: time.Hour}, few(1))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // or the test would wait for the gap
	defer cancel()
	w.runner.Context = ctx
	w.Type("a")
	w.Type("l")
	w.runner.All()
	w.Type("v")
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.stands(field, "0")
	w.MustSee("alv 0")
}

func TestEnterAsksAgainWhatFailed(t *testing.T) {
	fails := true
	w := newWorld(t, func(q client.Query) (client.Page[client.AccountRow], error) {
		if fails {
			return client.Page[client.AccountRow]{}, &client.Error{Kind: client.Unavailable}
		}
		return rows(q, 0, 1, 1), nil
	})
	w.Type("al")
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.stands(field)
	fails = false
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.stands(field, "0")
}

func TestASlipIsSeenBeforeItIsOpened(t *testing.T) {
	slip := func(q client.Query) (client.Page[client.AccountRow], error) {
		row := client.AccountRow{ID: "s1", Name: q.Text, Status: client.StatusUnknown, AsSaid: true}
		return client.Page[client.AccountRow]{Items: []client.AccountRow{row}, Total: 1}, nil
	}
	w := newWorld(t, slip)
	w.Type("Lang, Petra")
	w.Press(fyne.KeyReturn)
	w.runner.All()
	w.stands("list")
	w.MustSee("Not in the directory", "Enter opens a slip")

	unlisted := newWorldWith(t, lookup.Options{Unlisted: true}, slip)
	unlisted.Type("Lang, Petra")
	unlisted.Press(fyne.KeyReturn)
	unlisted.runner.All()
	unlisted.stands(field, "s1")
}
