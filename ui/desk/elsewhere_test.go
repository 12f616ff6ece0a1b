package desk_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/ui/parts"
)

// elsewhere changes Maria's account from another desk, with a proof of its own.
func (w *world) elsewhere(do func(client.Portal, client.Change) error) {
	w.t.Helper()
	portal := w.clinic.Beside(w.t, client.RoleSenior)
	ctx, id := w.t.Context(), maria(w)
	account, err := portal.Account(ctx, id)
	w.must(err)
	call := client.CallID(uuid.NewString())
	check, err := portal.BeginVerification(ctx, id, client.BeginVerification{CallID: call, Relation: client.RelationPatient}, key())
	w.must(err)
	for _, kind := range w.desk.About.Verification.Identifiers[:3] {
		check, err = portal.CheckIdentifier(ctx, check.ID, client.IdentifierCheck{Kind: kind, Said: w.truth(id, kind)}, key())
		w.must(err)
	}
	w.must(do(portal, client.Change{Account: id, Version: account.Version, Key: key(), Proof: check.Proof.Token, Call: call}))
}

func key() client.Key { return client.Key(uuid.NewString()) }

// tap presses the button with the given word.
func (w *world) tap(word string) {
	w.t.Helper()
	seen := map[fyne.Focusable]bool{}
	w.window.Canvas().Unfocus()
	for {
		w.window.Canvas().FocusNext()
		focused := w.window.Canvas().Focused()
		if focused == nil || seen[focused] {
			w.t.Fatalf("no button says %q", word)
		}
		seen[focused] = true
		if action, ok := focused.(*parts.Action); ok && action.Text == word {
			w.press(fyne.KeyReturn)
			return
		}
	}
}

// stop is a place that the Tab key leads to.
func stop(focused fyne.Focusable) string {
	switch widget := focused.(type) {
	case *parts.Action:
		return widget.Text
	case *parts.Entry:
		return widget.PlaceHolder
	case *parts.Chooser:
		return "chooser " + widget.Selected
	case *parts.Toggle:
		return widget.Text
	case *parts.Segments:
		return "segments"
	case *parts.List:
		return "list"
	default:
		return "?"
	}
}

func TestTabFollowsTheReadingOrder(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.screen.FocusLookUp()
	want := []string{
		"Name, birth date, MRN, login, e-mail or phone", "chooser Any status", "Minors only", "list",
		"Open a call", "Unlock",
		"Reset password", "Unlock", "Access code", "Login ID", "Resend invitation", "Correct contact", "Activate",
		"Sign out everywhere", "Deactivate",
		"segments", "list", "Open a call",
	}
	for at, name := range want {
		if got := stop(w.window.Canvas().Focused()); got != name {
			t.Fatalf("stop %d is %q, want %q", at, got, name)
		}
		w.window.Canvas().FocusNext()
	}
}
