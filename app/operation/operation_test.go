package operation

import (
	"context"
	"slices"
	"testing"
	"time"

	"portaldesk/client"
)

var now = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

// everything is a portal that offers all and an agent who may all.
func everything(account client.Account) Setting {
	s := Setting{Account: account, Now: now}
	s.About.Abilities = map[client.Ability]client.Offer{}
	for _, op := range All() {
		for _, ability := range op.Abilities {
			s.About.Abilities[ability] = client.Offer{Offered: true}
			s.Session.Permissions = append(s.Session.Permissions, ability)
		}
	}
	s.About.AccessCode.MaxHours = map[client.CodeChannel]int{client.ByVoice: 1, client.ByText: 1, client.ByEmail: 24, client.ByPost: 504}
	return s
}

func contact(id client.ContactID, kind client.ContactKind, changed time.Duration, consented bool) client.Contact {
	return client.Contact{ID: id, Kind: kind, Masked: "masked-" + string(id), Consented: consented, ProvesFrom: now.Add(changed)}
}

func values(options []Option) []string {
	var out []string
	for _, option := range options {
		out = append(out, option.Value)
	}
	return out
}

func TestResetIsOfferedOnlyToContactsAnAttackerCannotHaveJustPlaced(t *testing.T) {
	account := client.Account{Contacts: []client.Contact{
		contact("old-mail", client.ContactEmail, -time.Hour, true),
		contact("new-mail", client.ContactEmail, time.Hour, true),
		contact("no-consent", client.ContactEmail, -time.Hour, false),
		contact("phone", client.ContactPhone, -time.Hour, true),
	}}
	op, _ := ByID("reset-password")
	got := values(op.Inputs(everything(account))[0].Options)
	want := []string{"link:old-mail", "code:old-mail", "code:phone", "temporary:"}
	if !slices.Equal(got, want) {
		t.Errorf("ways to reset: got %v, want %v", got, want)
	}
}

func TestResetOffersNoTemporaryPasswordToAnAgentWhoMayNot(t *testing.T) {
	s := everything(client.Account{Contacts: []client.Contact{contact("mail", client.ContactEmail, -time.Hour, true)}})
	s.Session.Permissions = []client.Ability{client.ResetByLink}
	op, _ := ByID("reset-password")
	if got := values(op.Inputs(s)[0].Options); !slices.Equal(got, []string{"link:mail"}) {
		t.Errorf("ways to reset: got %v", got)
	}
}

func TestAccessCodeFollowsThePortalsChannels(t *testing.T) {
	s := everything(client.Account{Contacts: []client.Contact{
		contact("mail", client.ContactEmail, -time.Hour, true), contact("phone", client.ContactPhone, -time.Hour, true),
	}})
	op, _ := ByID("access-code")
	if got := values(op.Inputs(s)[0].Options); !slices.Equal(got, []string{"voice:", "email:mail", "text:phone", "post:"}) {
		t.Errorf("all channels: got %v", got)
	}
	s.About.AccessCode.MaxHours = map[client.CodeChannel]int{client.ByPost: 504}
	if got := values(op.Inputs(s)[0].Options); !slices.Equal(got, []string{"post:"}) {
		t.Errorf("post only: got %v", got)
	}
}

// heard is what reached the portal, by method name.
type heard struct {
	client.Operator
	method string
	value  any
}

func (h *heard) ResetPassword(_ context.Context, _ client.Change, r client.PasswordReset) (client.Outcome, error) {
	h.method, h.value = "reset", r
	return client.Outcome{}, nil
}

func (h *heard) IssueAccessCode(_ context.Context, _ client.Change, i client.AccessCodeIssue) (client.Outcome, error) {
	h.method, h.value = "code", i
	return client.Outcome{}, nil
}

func TestChosenWayReachesThePortalAsWayAndContact(t *testing.T) {
	h := &heard{}
	reset, _ := ByID("reset-password")
	if _, err := reset.Run(t.Context(), h, client.Change{}, Values{inputWay: "link:c1"}); err != nil {
		t.Fatal(err)
	}
	if want := (client.PasswordReset{Way: client.WayLink, Contact: "c1"}); h.value != want {
		t.Errorf("reset: got %+v, want %+v", h.value, want)
	}
	issue, _ := ByID("access-code")
	if _, err := issue.Run(t.Context(), h, client.Change{}, Values{inputChannel: "voice:"}); err != nil {
		t.Fatal(err)
	}
	if want := (client.AccessCodeIssue{Channel: client.ByVoice}); h.value != want {
		t.Errorf("access code: got %+v, want %+v", h.value, want)
	}
}

func TestPermissionIsAskedForTheWayThatWasChosen(t *testing.T) {
	op, _ := ByID("reset-password")
	for value, want := range map[string]client.Ability{
		"link:c1": client.ResetByLink, "code:c1": client.ResetByCode, "temporary:": client.ResetByTemporary, "": "", "other:": "",
	} {
		if got := op.Uses(Values{inputWay: value}); got != want {
			t.Errorf("%q uses %q, want %q", value, got, want)
		}
	}
}

func TestNoOperationSuitsTheDeadOrTheMerged(t *testing.T) {
	for _, op := range All() {
		for _, status := range []client.Status{client.StatusDeceased, client.StatusMerged} {
			account := client.Account{AccountRow: client.AccountRow{Status: status}}
			if ok, why := op.Suits(account); ok || why == "" {
				t.Errorf("%s suits a %s account (%q)", op.ID, status, why)
			}
		}
	}
}

func TestEveryOperationOnCredentialsNeedsProofOutOfBand(t *testing.T) {
	for _, id := range []ID{"reset-password", "change-login-id", "access-code", "activate", "correct-contact"} {
		if op, ok := ByID(id); !ok || op.MinProof != client.ProvenByOOB {
			t.Errorf("%s: found %t, asks for level %d", id, ok, op.MinProof)
		}
	}
}

func TestLoginIDAndContactAreCheckedBeforeTheyAreSent(t *testing.T) {
	for typed, fine := range map[string]bool{
		"maria.alvarez": true, "żółw": true, "abc": false, "has blank": false, "tab\tbed": false, "nul\x00byte": false,
	} {
		if why := checkLoginID(typed); (why == "") != fine {
			t.Errorf("login ID %q: %q", typed, why)
		}
	}
	for typed, fine := range map[string]bool{
		"m@example.com": true, " 503-555-0199 ": true, "+1 (503) 555 0199": true,
		"": false, "@example.com": false, "m@example": false, "m x@example.com": false, "12345": false, "maria": false,
	} {
		if why := checkContact(typed); (why == "") != fine {
			t.Errorf("contact %q: %q", typed, why)
		}
	}
}
