package callbacks_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app/callback"
	"portaldesk/app/store"
	"portaldesk/ui/callbacks"
	"portaldesk/ui/parts"
)

func TestAnEmptyListSaysHowToPromise(t *testing.T) {
	w := newWorld(t)
	w.screen.Enter()
	w.MustSee("Nobody waits for a call", "“Call back”")
}

func TestPromisesStandInTheirGroupsByDueTime(t *testing.T) {
	w := newWorld(t)
	w.promise(75*time.Hour, "***-0004")
	w.promise(5*time.Hour, "***-0003")
	w.promise(10*time.Minute, "***-0001")
	w.promise(40*time.Minute, "***-0002")
	done := w.promise(time.Hour, "***-0005")
	w.must(w.book.Settle(done.ID, callback.Done, ""))
	w.now = friday.Add(40 * time.Minute)
	w.screen.Enter()
	seen := w.Words()
	last := 0
	for _, text := range []string{"4 promised, 1 late", "Late Late today 10:10", "***-0001", "Today Due now today 10:40", "***-0002",
		"Today today 15:00", "***-0003", "Later Later Monday 23 Nov 13:00", "***-0004", "Settled Done", "***-0005"} {
		at := strings.Index(seen[last:], text)
		if at < 0 {
			t.Fatalf("%q is not where it belongs: %s", text, seen)
		}
		last += at
	}
	w.MustSee("Parent, ***-0001", "Sign in: Locked after", "M. Ortiz")
}

func TestTheMarkPassesOverHeadings(t *testing.T) {
	w := newWorld(t)
	w.promise(time.Hour, "***-0001")
	w.promise(75*time.Hour, "***-0002")
	w.screen.Enter()
	w.Press(fyne.KeyDown, fyne.KeyReturn)
	w.MustSee("A promised call", "Monday 23 Nov 13:00")
	w.Press(fyne.KeyEscape, fyne.KeyHome, fyne.KeyReturn)
	w.MustSee("A promised call", "today 11:00")
}

func TestCallNowGoesToTheCall(t *testing.T) {
	w := newWorld(t)
	made := w.promise(time.Hour, "***-0001")
	w.opens()
	w.Press(fyne.KeyReturn) // call now
	if len(w.called) != 1 || w.called[0] != made.ID {
		t.Errorf("called %v", w.called)
	}
	w.MustNotSee("A promised call")
}

func TestTriesAreKeptAndShown(t *testing.T) {
	w := newWorld(t)
	made := w.promise(time.Hour, "***-0001")
	for _, word := range []string{"No answer", "Busy", "Left a message"} {
		w.opens()
		w.Tap(word)
	}
	if kept := w.kept(made); kept.State != callback.Promised || len(kept.Attempts) != 3 || kept.Attempts[2].Result != callback.LeftMessage {
		t.Errorf("kept is %+v", kept)
	}
	w.MustSee("M. Ortiz, tried 3 times")
	w.opens()
	w.MustSee("10:00 No answer · 10:00 Busy · 10:00 Left a message")
}

func TestAPromiseIsMovedWithinTheHours(t *testing.T) {
	w := newWorld(t)
	made := w.promise(time.Hour, "***-0001")
	w.opens()
	w.Tap("Move…")
	w.Type("soon")
	w.Press(fyne.KeyReturn)
	w.MustSee("Move the promised call", "That is no time yet.")
	w.Replace("19:00")
	w.MustSee("The desk is closed then; next is Monday 23 Nov 08:00.")
	w.Press(fyne.KeyReturn)
	w.MustNotSee("Move the promised call")
	if got := w.kept(made).Due; !got.Equal(time.Date(2026, time.November, 23, 13, 0, 0, 0, time.UTC)) {
		t.Errorf("due is %s", got)
	}
	w.MustSee("Later Monday 23 Nov 08:00")
}

func TestACancelledPromiseHasAReason(t *testing.T) {
	w := newWorld(t)
	made := w.promise(time.Hour, "***-0001")
	w.opens()
	w.Tap("Cancel it…")
	w.Press(fyne.KeyReturn)
	w.MustSee("A reason is needed")
	w.Type("they called us")
	w.Press(fyne.KeyReturn)
	if kept := w.kept(made); kept.State != callback.Cancelled || kept.Settled.Reason != "they called us" {
		t.Errorf("kept is %+v", kept)
	}
	w.opens()
	w.MustSee("Why nobody is called", "they called us")
	w.MustNotSee("Call now")
}

func TestBackLeadsFromAQuestionToTheCard(t *testing.T) {
	w := newWorld(t)
	w.promise(time.Hour, "***-0001")
	w.opens()
	w.Tap("Move…")
	w.Tap("Back")
	w.MustSee("A promised call", "Call now")
}

func TestWhatCannotBeWrittenIsSaidAndStays(t *testing.T) {
	w := newWorld(t)
	made := w.promise(time.Hour, "***-0001")
	w.opens()
	w.must(w.store.Close())
	w.Tap("Done")
	w.MustSee("The desk is closed", "A promised call")
	if kept := w.kept(made); kept.State != callback.Promised {
		t.Errorf("the promise is %s", kept.State)
	}
}

func TestWhatCannotBeReadIsCounted(t *testing.T) {
	w := newWorld(t)
	w.must(w.store.Update(func(tx *store.Tx) error {
		return tx.Put("callbacks", "6f1c1f2e-7d55-4d8e-9a3b-0a4f4b6f0c11", "no callback")
	}))
	book, err := callback.Open(w.store, callback.Options{})
	w.must(err)
	w.screen = callbacks.New(callbacks.Options{Book: book, Canvas: w.Canvas(), Clock: w.phrase()})
	w.SetContent(w.screen.Content())
	w.MustSee("Promises that cannot be read: 1.")
}

func TestTheMarkStaysInTheListWhenARowGoes(t *testing.T) {
	w := newWorld(t)
	w.promise(time.Hour, "***-0001")
	w.promise(2*time.Hour, "***-0002")
	w.opens()
	w.Tap("Done")
	w.MustSee("1 promised", "Settled")
	if _, ok := w.Focused().(*parts.List); !ok {
		t.Errorf("the focus is on %T", w.Focused())
	}
}
