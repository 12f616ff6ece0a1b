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

// byHand is a portal whose console has steps for everything, and of whose patient little is on file.
func byHand() Setting {
	s := everything(client.Account{AccountRow: client.AccountRow{Status: client.StatusUnknown}, Contacts: []client.Contact{
		{ID: client.ChartContact, Kind: client.ContactPhone, Consented: true},
	}})
	for ability := range s.About.Abilities {
		s.About.Abilities[ability] = client.Offer{Offered: true, Steps: []string{"Open the console."}}
	}
	return s
}

func TestByHandEveryOperationCanBeEnteredAndAsksHowItWent(t *testing.T) {
	s := byHand()
	for _, op := range All() {
		if ok, why := op.Suits(s); !ok {
			t.Errorf("%s does not suit a state that is not known: %s", op.ID, why)
		}
		inputs := Guided(op, s.About.Abilities[op.Abilities[0]]).Inputs(s)
		for _, input := range inputs {
			if input.Kind == Choice && len(input.Options) == 0 {
				t.Errorf("%s: nothing to choose for %s", op.ID, input.Name)
			}
		}
		last := inputs[len(inputs)-1]
		want := []string{"", "done", "not-found", "not-permitted", "console-down", "other"}
		if last.Name != "attested" || !slices.Equal(values(last.Options), want) {
			t.Errorf("%s asks %s last, with %v", op.ID, last.Name, values(last.Options))
		}
	}
}

func TestByHandTheConsoleKnowsTheStateBetterButForTheDeadAndTheMerged(t *testing.T) {
	offer := client.Offer{Offered: true, Steps: []string{"Unlock it."}}
	unlock, _ := ByID("unlock")
	for status, suits := range map[client.Status]bool{
		client.StatusActive: true, client.StatusDeactivated: true, client.StatusDeceased: false, client.StatusMerged: false,
	} {
		account := client.Account{AccountRow: client.AccountRow{Status: status}}
		if ok, why := Guided(unlock, offer).Suits(Setting{Account: account}); ok != suits || !ok && why == "" {
			t.Errorf("%s: %v, %q", status, ok, why)
		}
	}
}

func TestACodeIsForThoseWithAPasswordOnlyWhereItRecovers(t *testing.T) {
	code, _ := ByID("access-code")
	s := Setting{Account: client.Account{AccountRow: client.AccountRow{Status: client.StatusActive}}}
	if ok, why := code.Suits(s); ok || why == "" {
		t.Error("handed out to somebody who has a password, to no use")
	}
	s.About.AccessCode.Recovers = true
	if ok, why := code.Suits(s); !ok {
		t.Errorf("kept from somebody whom it would let in: %s", why)
	}
}

func TestWhoLeavesTheAnswerAsItStoodAttestsNothing(t *testing.T) {
	if said, ok := Attested(Values{"attested": ""}); ok {
		t.Errorf("attested %+v", said)
	}
}

func TestWhereThePortalDoesItNobodyIsAskedHowItWent(t *testing.T) {
	op, _ := ByID("unlock")
	if inputs := Guided(op, client.Offer{Offered: true}).Inputs(byHand()); len(inputs) != 0 {
		t.Errorf("asks %v", inputs)
	}
}

func TestWhatTheAgentSaysOfWhatSheDidByHand(t *testing.T) {
	for said, want := range map[string]*client.Attestation{
		"done": {Done: true}, "not-found": {Why: "not-found"}, "console-down": {Why: "console-down"}, "": nil, "maybe": nil,
	} {
		got, ok := Attested(Values{"attested": said})
		if ok != (want != nil) || ok && *got != *want {
			t.Errorf("%q: %+v, %t", said, got, ok)
		}
	}
}

func TestByHandTheConsoleMaySendToTheNumberInTheChart(t *testing.T) {
	for id, want := range map[ID][]string{
		"reset-password": {"link:", "code:chart", "code:", "temporary:"},
		"access-code":    {"voice:", "text:chart", "email:", "post:"},
	} {
		op, _ := ByID(id)
		if got := values(op.Inputs(byHand())[0].Options); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
}

func TestNothingIsSentToTheNumberInTheChart(t *testing.T) {
	s := everything(client.Account{Contacts: []client.Contact{{ID: client.ChartContact, Kind: client.ContactPhone, Consented: true}}})
	for id, want := range map[ID][]string{"reset-password": {"temporary:"}, "access-code": {"voice:", "post:"}, "resend-invitation": nil, "correct-contact": nil} {
		op, _ := ByID(id)
		if got := values(op.Inputs(s)[0].Options); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
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
			if ok, why := op.Suits(Setting{Account: account}); ok || why == "" {
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
