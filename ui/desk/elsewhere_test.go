package desk_test

import (
	"testing"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/ui/uitest"
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

func TestTabFollowsTheReadingOrder(t *testing.T) {
	w := newWorld(t, client.RoleSenior)
	w.opens("alvarez maria")
	w.screen.FocusLookUp()
	want := []string{
		"Name, birth date, MRN, login, e-mail or phone", "chooser Any status", "Minors only", "list",
		"Open a call", "Unlock", "4 more", "Ask the caller", "More to try",
		"Reset password", "Unlock", "Access code", "Login ID", "Resend invitation", "Correct contact", "Activate",
		"Sign out everywhere", "Deactivate",
		"segments", "list", "Open a call",
	}
	for at, name := range want {
		if got := uitest.Stop(w.Canvas().Focused()); got != name {
			t.Fatalf("stop %d is %q, want %q", at, got, name)
		}
		w.Canvas().FocusNext()
	}
}
