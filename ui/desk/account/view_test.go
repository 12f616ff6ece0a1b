package account_test

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app/diagnosis"
	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/desk/account"
	"portaldesk/ui/language"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

var now = time.Date(2026, time.November, 20, 15, 0, 0, 0, time.UTC)

// opened are the calls that were opened from the view.
var opened []client.CallID

// shown is a case in a window, of a portal that offers what is named.
func shown(t *testing.T, c diagnosis.Case, offered ...client.Ability) *uitest.Window {
	t.Helper()
	uitest.App(t)
	opened = nil
	offers := client.About{Abilities: map[client.Ability]client.Offer{}}
	for _, ability := range offered {
		offers.Abilities[ability] = client.Offer{Offered: true}
	}
	view := account.New(account.Options{Clock: phrase.NewClock("UTC", func() time.Time { return now }), Offers: offers.Offers,
		Find: diagnosis.Find, Faults: func() []diagnosis.Fault { return nil },
		Mend: func(operation.ID) {}, OpenOther: func(client.AccountID) {}, Note: func(string) {}, Reveal: func(fyne.CanvasObject) {},
		Agent: client.Agent{ID: "agent-mortiz", Name: "M. Ortiz"}, OpenCall: func(call client.Call) { opened = append(opened, call.ID) }})
	view.Show(c)
	return uitest.Open(t, parts.Column(8, view.Heading, view.Facts, view.Findings, view.Histories), 900, 600)
}

func TestWhatAServerDoesNotKnowIsSaidToBeUnknownAndNeverInvented(t *testing.T) {
	w := shown(t, diagnosis.Case{ReadAt: now,
		Account:  client.Account{AccountRow: client.AccountRow{ID: "a", LoginID: "ma****", Status: client.StatusActive}},
		Sessions: []client.PatientSession{{Device: "Firefox"}},
		Missing: map[client.Ability]error{client.ShowsSignIns: &client.Error{Kind: client.NotOffered},
			client.ShowsMail: &client.Error{Kind: client.NotOffered}}})
	w.MustSee("No name on file (ma****)", "MRN not on file", "Born not on file", "Last sign-in not known", "Second factor none known",
		"No e-mail address and no phone number on file")
	w.MustNotSee("0001", "never", " 0 years", "The portal says “”", "Access code", "last seen")
	w.GoTo("segments")
	w.Press(fyne.KeyRight, fyne.KeyRight) // where the patient is signed in
	w.MustSee("not known Firefox")
}

func TestAPatientWhoNeverSignedInIsToldFromAServerThatDoesNotKeepIt(t *testing.T) {
	w := shown(t, diagnosis.Case{ReadAt: now, Account: client.Account{AccountRow: client.AccountRow{Name: "Reed, Grace",
		BirthDate: "**/**/2025"}, Age: 1, PortalStatus: "Enabled"}}, client.ShowsSignIns, client.IssuesAccessCode)
	w.MustSee("Last sign-in never", "Born **/**/2025, 1 year", "The portal says “Enabled”", "Access code none out")
	w.MustNotSee("1 years")
}

func TestAContactOfUnknownAgeIsNotDated(t *testing.T) {
	w := shown(t, diagnosis.Case{ReadAt: now, Account: client.Account{AccountRow: client.AccountRow{Name: "Reed, Grace"},
		Contacts: []client.Contact{{ID: "c", Kind: client.ContactEmail, Masked: "g****@example.org", ProvesFrom: now.Add(time.Hour)}}}})
	w.MustSee("changed lately")
	w.MustNotSee("0001")
}

func TestAFindingShowsItsMostTellingEvidenceAndFaultsAreSaidOnce(t *testing.T) {
	uitest.App(t)
	c := diagnosis.Case{ReadAt: now, Account: client.Account{AccountRow: client.AccountRow{Name: "Reed, Grace"}}}
	finding := diagnosis.Finding{Code: "own", Sentence: "The kiosk is out of order.", Evidence: []diagnosis.Evidence{
		{At: now.Add(-time.Hour), Sentence: "A wrong password was typed", Detail: "Firefox"}}}
	view := account.New(account.Options{Clock: phrase.NewClock("UTC", func() time.Time { return now }),
		Offers: func(client.Ability) bool { return false },
		Find:   func(diagnosis.Case) []diagnosis.Finding { return []diagnosis.Finding{finding} },
		Faults: func() []diagnosis.Fault {
			return []diagnosis.Fault{{File: "causes.toml", Rule: "till", Problem: "is too long"}}
		},
		Mend: func(operation.ID) {}, OpenOther: func(client.AccountID) {}, Reveal: func(fyne.CanvasObject) {}})
	view.Show(c)
	w := uitest.Open(t, view.Findings, 900, 400)
	w.MustSee("The kiosk is out of order.", "14:00 · A wrong password was typed · Firefox", "are left out", "is too long")
	view.Show(c)
	w.MustSee("The kiosk is out of order.")
	w.MustNotSee("are left out")
}

func TestTheRestOfTheEvidenceIsFoldedAway(t *testing.T) {
	evidence := func(minutes time.Duration, device string) diagnosis.Evidence {
		return diagnosis.Evidence{At: now.Add(-minutes * time.Minute), Sentence: "A wrong password was typed", Detail: device}
	}
	uitest.App(t)
	view := account.New(account.Options{Clock: phrase.NewClock("UTC", func() time.Time { return now }),
		Offers: func(client.Ability) bool { return false },
		Find: func(diagnosis.Case) []diagnosis.Finding {
			return []diagnosis.Finding{{Code: "own", Sentence: "The kiosk is out of order.",
				Evidence: []diagnosis.Evidence{evidence(1, "Firefox"), evidence(2, "Safari"), evidence(3, "Edge")}}}
		},
		Faults: func() []diagnosis.Fault { return nil }, Reveal: func(fyne.CanvasObject) {}})
	view.Show(diagnosis.Case{ReadAt: now})
	w := uitest.Open(t, view.Findings, 900, 400)
	w.MustSee("Firefox", "2 more")
	w.MustNotSee("Safari", "Edge")
	w.GoTo("2 more")
	w.Press(fyne.KeySpace)
	w.MustSee("Safari", "Edge")
}

func TestARepeatAndAnAmendmentAreMarkedAmongTheCalls(t *testing.T) {
	before := client.Call{ID: "a", ClosedAt: now.Add(-48 * time.Hour), Outcome: client.OutcomeResolved, Note: "reset sent"}
	again := client.Call{ID: "b", ClosedAt: now.Add(-24 * time.Hour), Outcome: client.OutcomeResolved, RepeatOf: "a"}
	amended := client.Call{ID: "c", ClosedAt: now, Amends: "b", Note: "spoke to her son"}
	w := shown(t, diagnosis.Case{ReadAt: now, Calls: []client.Call{amended, again, before}})
	w.GoTo("segments")
	w.Press(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	w.MustSee("Repeat within 7 days", "Amends the call of", "spoke to her son")
}

func TestACallAmongTheHistoriesTellsWhoTookItAndIsOpened(t *testing.T) {
	call := func(id client.CallID, agent string) client.Call {
		return client.Call{ID: id, AgentID: agent, ClosedAt: now.Add(-time.Hour), Outcome: client.OutcomeResolved, Note: "reset sent"}
	}
	w := shown(t, diagnosis.Case{ReadAt: now, Calls: []client.Call{call("a", "agent-jdoe"), call("b", "agent-mortiz"), call("c", "")},
		Attempts: []client.SignInAttempt{{At: now}, {At: now}}})
	w.GoTo("segments")
	w.Press(fyne.KeyTab, fyne.KeyReturn)
	if len(opened) != 0 {
		t.Errorf("a try to sign in opened %q", opened)
	}
	w.Press(uitest.BackTab, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	w.MustSee("Resolved · agent-jdoe · reset sent", "Resolved · M. Ortiz · reset sent", "Resolved · reset sent")
	w.Press(fyne.KeyTab, fyne.KeyDown, fyne.KeyReturn)
	if !slices.Equal(opened, []client.CallID{"b"}) {
		t.Errorf("opened %q", opened)
	}
}

func TestWhereNothingIsFoundTheNextStepsOfTheChecklistAreThere(t *testing.T) {
	c := diagnosis.Case{ReadAt: now, Account: client.Account{AccountRow: client.AccountRow{ID: "a", Status: client.StatusActive},
		Contacts: []client.Contact{{ID: "c", Kind: client.ContactEmail, Masked: "g****@example.org", Verified: true, Consented: true}}}}
	w, steps := shown(t, c), diagnosis.OurChecklist().Steps(c)
	w.MustSee("Nothing here keeps them out.", steps[0].Ask, steps[1].Ask)
	w.MustNotSee(steps[2].Ask)
	w.GoTo("segments")
	w.Press(fyne.KeyRight) // tried
	w.MustSee(steps[0].Ask, steps[2].Ask)
	w.MustNotSee(steps[3].Ask)
}

func TestWhereSomethingIsFoundTheChecklistIsFoldedAway(t *testing.T) {
	w := shown(t, diagnosis.Case{ReadAt: now, Account: client.Account{AccountRow: client.AccountRow{ID: "a", Status: client.StatusLocked}}})
	w.MustSee("More to try", "Locked until somebody unlocks it.")
	w.MustNotSee("not tried")
}

func TestCallersWhoWereNotProvenAreToldWithTheAccount(t *testing.T) {
	failed := func(before time.Duration, relation client.Relation) client.FailedProof {
		return client.FailedProof{At: now.Add(-before), Relation: relation}
	}
	c := diagnosis.Case{ReadAt: now, Account: client.Account{AccountRow: client.AccountRow{ID: "a", Name: "Reed, Grace"}}}
	c.Account.FailedProofs = []client.FailedProof{failed(24*time.Hour+50*time.Minute, client.RelationParent)}
	shown(t, c).MustSee("Not proven lately: yesterday 14:10 (parent)")
	c.Account.FailedProofs = []client.FailedProof{failed(time.Hour, client.RelationPatient), failed(2*time.Hour, client.RelationParent),
		failed(3*time.Hour, client.RelationParent), failed(4*time.Hour, client.RelationStaff)}
	w := shown(t, c)
	w.MustSee("Not proven lately: 14:00 (patient), 13:00 (parent), 12:00 (parent), …")
	w.MustNotSee("11:00")
	c.Account.FailedProofs = nil
	shown(t, c).MustNotSee("Not proven lately")
}

func TestWhatToSayIsInTheLanguageOfTheScript(t *testing.T) {
	spanish, err := language.Script("es")
	if err != nil {
		t.Fatal(err)
	}
	view := account.New(account.Options{Clock: phrase.NewClock("UTC", func() time.Time { return now }),
		Offers: client.About{}.Offers, Find: diagnosis.Find, Faults: func() []diagnosis.Fault { return nil }, Mend: func(operation.ID) {},
		Note: func(string) {}, Script: func() language.Tongue { return spanish }, Reveal: func(fyne.CanvasObject) {}})
	view.Show(diagnosis.Case{ReadAt: now, Account: client.Account{AccountRow: client.AccountRow{ID: "a", Status: client.StatusLocked}}})
	w := uitest.Open(t, view.Findings, 900, 600)
	w.MustSee("Locked until somebody unlocks it.", "Say: “El portal")
}
