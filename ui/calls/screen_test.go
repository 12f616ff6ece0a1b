package calls_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app/apptest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/calls"
	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

func TestAnEmptyLogSaysSo(t *testing.T) {
	w := newWorld(t)
	w.enters()
	w.MustSee("No calls yet")
}

func TestACallIsListedAndShownWhole(t *testing.T) {
	w := newWorld(t)
	call := pastCall(26*time.Hour, "Locked out after five tries.")
	call.Caller = client.Caller{Relation: client.RelationParent, Name: "Ines Alvarez", Level: client.ProvenByOOB, Number: "+1 555 0142"}
	w.keeps(call)
	w.enters()
	w.MustSee("yesterday 13:00", "Sign in: Locked after wrong passwords", "Resolved", "04:52", "agent-jdoe", // the row
		"Call of yesterday 13:00", "Ines Alvarez (Parent)", "Proven", "+1 555 0142", "English",
		"04:52: talk 03:12, hold 00:40, wrap-up 01:00", "Unlock: Done")
}

func TestACallOfAnAccountIsShownAmongThoseAboutIt(t *testing.T) {
	w := newWorld(t)
	about := w.portal.Sample("locked", 1)[0]
	wanted, newer := pastCall(30*24*time.Hour, "long ago."), pastCall(2*time.Hour, "lately.")
	wanted.Account, newer.Account = about, about
	w.keeps(append(many(230), wanted, newer)...)
	w.enters()
	w.Type("note number")
	w.MustNotSee("long ago.")
	w.screen.ShowCall(wanted)
	w.runner.All()
	w.MustSee("2 found", "long ago.", "lately.", "Call of 21 Oct 2026 15:00")
	w.MustNotSee("note number")
	if got := uitest.Stop(w.Focused()); got != "Open the account" {
		t.Errorf("the focus is on %q", got)
	}
}

func TestACallThatWasAskedForIsNotGoneOnToOnceTheAgentSearches(t *testing.T) {
	w := newWorld(t)
	wanted := pastCall(time.Hour, "to be seen.")
	wanted.Account = w.portal.Sample("locked", 1)[0]
	w.keeps(wanted)
	w.screen.Enter()
	w.screen.ShowCall(wanted)
	w.Type("seen")
	w.MustSee("1 found")
	if got := uitest.Stop(w.Focused()); got == "Open the account" {
		t.Error("the search lost the focus")
	}
}

func TestTheNextPageIsReadAsTheListIsScrolled(t *testing.T) {
	w := newWorld(t)
	w.keeps(many(230)...)
	w.enters()
	w.MustSee("100 of 230 shown, more as you scroll")
	w.Press(fyne.KeyDown, fyne.KeyEnd) // into the list
	w.MustSee("200 of 230 shown")
	w.Press(fyne.KeyEnd)
	w.MustSee("230 found")
	w.Press(fyne.KeyEnd)
	w.MustSee("note number 229.")
}

func TestAnAnswerToAnOlderQuestionIsVoid(t *testing.T) {
	w := newWorld(t)
	log := answers{Log: w.desk, past: func(_ context.Context, q client.CallQuery) (client.Page[client.Call], error) {
		return client.Page[client.Call]{Items: []client.Call{pastCall(time.Hour, "asked for: "+q.Contains+".")}, Total: 1}, nil
	}}
	w.open(log, everything, 1180, 720)
	w.After = nil
	w.screen.FocusSearch()
	w.Type("a")
	w.Type("b")
	w.runner.Run(1) // the newer one answers first
	w.MustSee("asked for: ab.")
	w.runner.Run(0)
	w.MustSee("asked for: ab.")
	w.MustNotSee("asked for: a.")
}

func TestAPageWithoutACallIsNotTheEnd(t *testing.T) {
	w := newWorld(t)
	log := answers{Log: w.desk, past: func(_ context.Context, q client.CallQuery) (client.Page[client.Call], error) {
		if len(q.Cursor) < 3 { // the server cannot filter, and its adapter found nothing on the first pages
			return client.Page[client.Call]{Next: q.Cursor + "x", Total: -1}, nil
		}
		return client.Page[client.Call]{Items: []client.Call{pastCall(time.Hour, "found at last.")}, Total: -1}, nil
	}}
	w.open(log, everything, 1180, 720)
	w.enters()
	w.MustSee("found at last.")
}

func TestAPortalThatListsNoCallsSaysWhyAndTheWayAround(t *testing.T) {
	w := newWorld(t)
	w.open(w.desk, calls.Access{Offer: client.Offer{Reason: "It only takes calls.", WayAround: "Ask the clinic for a report."}, Permitted: true}, 1180, 720)
	apptest.StartCall(t, w.desk)
	w.enters()
	w.MustSee("This portal lists no closed calls", "It only takes calls.", "Ask the clinic for a report.")
	apptest.CloseCall(t, w.desk, client.OutcomeResolved, "kept here meanwhile.")
	w.enters()
	w.MustSee("It only takes calls.", "kept here meanwhile.", "Waiting to be sent")
}

func TestARoleThatMayNotReadCallsIsTold(t *testing.T) {
	w := newWorld(t)
	w.open(w.desk, calls.Access{Offer: client.Offer{Offered: true}}, 1180, 720)
	w.enters()
	w.MustSee("Your role may not read closed calls")
}

func TestAnOrderThatIsNotOfferedIsGivenUpAndSaid(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "the only one."))
	log := answers{Log: w.desk, past: func(ctx context.Context, q client.CallQuery) (client.Page[client.Call], error) {
		if q.Order == client.LongestCalls {
			return client.Page[client.Call]{}, &client.Error{Op: "listCalls", Kind: client.NotOffered}
		}
		return w.desk.PastCalls(ctx, q)
	}}
	w.open(log, everything, 1180, 720)
	w.enters()
	w.Press(fyne.KeyTab)
	w.Type("longest")
	w.MustSee("This portal cannot list the longest calls first.", "the only one.", "Newest first")
	if got := w.Focused().(*parts.Chooser).Options; got[1] != "Oldest first" || got[2] != "Longest first (not offered)" {
		t.Errorf("the orders are %q", got)
	}
}

func TestWhatCannotBeReadIsReadAgainOnOrder(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "back again."))
	broken := true
	log := answers{Log: w.desk, past: func(ctx context.Context, q client.CallQuery) (client.Page[client.Call], error) {
		if broken {
			return client.Page[client.Call]{}, &client.Error{Op: "listCalls", Kind: client.Protocol}
		}
		return w.desk.PastCalls(ctx, q)
	}}
	w.open(log, everything, 1180, 720)
	w.enters()
	w.MustSee("Try again")
	broken = false
	w.Tap("Try again")
	w.MustSee("back again.")
}

func TestTheAccountOfACallIsOpened(t *testing.T) {
	w := newWorld(t)
	call := pastCall(time.Hour, "about an account.")
	call.Account = w.portal.Sample(demoportal.Trait(client.StatusLocked), 1)[0]
	w.keeps(call, pastCall(2*time.Hour, "about nobody."))
	w.enters()
	w.Press(fyne.KeyDown, fyne.KeyReturn) // into the list, and on to the call
	w.Press(fyne.KeyReturn)
	if len(w.opened) != 1 || w.opened[0] != call.Account {
		t.Errorf("opened %v", w.opened)
	}
	w.GoTo("list")
	w.Press(fyne.KeyDown, fyne.KeyReturn, fyne.KeyReturn)
	w.MustSee("The caller of this call was never found")
	if len(w.opened) != 1 {
		t.Error("a call without an account opened one")
	}
}

func TestTabFollowsTheReadingOrder(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "a note."))
	w.screen.SetAccount("an account")
	w.enters()
	want := []string{"Search notes, callers' names, own words", "chooser Newest first", "chooser Any time", "chooser All agents",
		"chooser Any reason", "chooser Any outcome", "This account only", "Clear", "list", "Open the account", "Amend…", "Export…"}
	for at, name := range want {
		if got := uitest.Stop(w.Focused()); got != name {
			t.Fatalf("stop %d is %q, want %q", at, got, name)
		}
		w.Press(fyne.KeyTab)
	}
}

func TestWhereThereIsNoRoomBesideTheListTheCallTakesItsPlace(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "a note."))
	w.Resize(fyne.NewSize(600, 600))
	w.enters()
	w.MustNotSee("Call of today")
	w.Press(fyne.KeyDown, fyne.KeyReturn)
	w.MustSee("Call of today 14:00")
	w.MustNotSee("04:52 agent-jdoe")
	w.Press(fyne.KeyReturn) // back to the list
	w.MustNotSee("Call of today")
	if _, inList := w.Focused().(*parts.List); !inList {
		t.Errorf("the focus is on %q", uitest.Stop(w.Focused()))
	}
}

func TestANoteIsListedByItsFirstLine(t *testing.T) {
	w := newWorld(t)
	w.keeps(pastCall(time.Hour, "first line\nsecond line"), pastCall(2*time.Hour, strings.Repeat("long ", 3000)))
	w.enters()
	if seen := strings.Count(w.Words(), "second line"); seen != 1 {
		t.Errorf("the second line is seen %d times, want once: beside the list", seen)
	}
}
