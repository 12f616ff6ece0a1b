package redflag_test

import (
	"slices"
	"testing"
	"time"

	"portaldesk/app/redflag"
	"portaldesk/client"
)

var now = time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC)

func ago(d time.Duration) time.Time { return now.Add(-d) }

const day = 24 * time.Hour

func reset(at time.Time, call client.CallID) client.AuditEvent {
	return client.AuditEvent{At: at, Action: "reset-password", Outcome: client.AuditDone, Call: call}
}

func resetCall(at time.Time, id client.CallID) client.Call {
	return client.Call{ID: id, ClosedAt: at, Caller: client.Caller{Level: client.ProvenByOOB},
		Done: []client.Deed{{At: at, What: "reset-password", Result: "done"}}}
}

func TestFlags(t *testing.T) {
	old := ago(400 * day)
	for name, c := range map[string]struct {
		evidence redflag.Evidence
		want     []string // code, with "!" when it is grave
	}{
		"nothing": {},
		"a contact changed yesterday": {redflag.Evidence{Account: client.Account{CreatedAt: old,
			Contacts: []client.Contact{{ChangedAt: ago(day)}, {ChangedAt: ago(300 * day)}}}}, []string{"contact-changed!"}},
		"a contact changed when the quiet days were over": {redflag.Evidence{Account: client.Account{CreatedAt: old,
			Contacts: []client.Contact{{ChangedAt: ago(7 * day)}}}}, nil},
		"a contact that came with a new account": {redflag.Evidence{Account: client.Account{CreatedAt: ago(2 * day),
			Contacts: []client.Contact{{ChangedAt: ago(2 * day)}}}}, nil},
		"a contact of which nobody knows when": {redflag.Evidence{Account: client.Account{Contacts: []client.Contact{{}}}}, nil},
		"corrected in this call": {redflag.Evidence{Call: "now", Trail: []client.AuditEvent{
			{At: ago(time.Minute), Action: "correct-contact", Outcome: client.AuditDone, Call: "now"}}}, []string{"contact-corrected!"}},
		"corrected in another call": {redflag.Evidence{Call: "now", Trail: []client.AuditEvent{
			{At: ago(day), Action: "correct-contact", Outcome: client.AuditDone, Call: "then"}}}, nil},
		"a correction that was refused": {redflag.Evidence{Call: "now", Trail: []client.AuditEvent{
			{Action: "correct-contact", Outcome: client.AuditRefused, Call: "now"}}}, nil},
		"one failed proof in this call": {redflag.Evidence{Since: ago(5 * time.Minute), Account: client.Account{
			FailedProofs: []client.FailedProof{{At: ago(time.Minute)}}}}, []string{"failed-proofs"}},
		"two failed proofs of yesterday": {redflag.Evidence{Account: client.Account{
			FailedProofs: []client.FailedProof{{At: ago(day)}, {At: ago(30 * time.Hour)}}}}, []string{"failed-proofs!"}},
		"a failed proof and a new call within the hour": {redflag.Evidence{Since: ago(5 * time.Minute), Account: client.Account{
			FailedProofs: []client.FailedProof{{At: ago(50 * time.Minute)}}}}, []string{"unproven-before!", "failed-proofs"}},
		"asked for proof, hung up, called again": {redflag.Evidence{Since: ago(time.Minute), Call: "now",
			Trail: []client.AuditEvent{{Action: "verify-caller", Outcome: client.AuditDone, Call: "before"}},
			Calls: []client.Call{{ID: "before", ClosedAt: ago(20 * time.Minute)}}}, []string{"unproven-before!"}},
		"a question that needed no proof, called again": {redflag.Evidence{Since: ago(time.Minute),
			Calls: []client.Call{{ID: "before", ClosedAt: ago(20 * time.Minute)}}}, nil},
		"proven, called again": {redflag.Evidence{Since: ago(time.Minute),
			Trail: []client.AuditEvent{{Action: "verify-caller", Outcome: client.AuditDone, Call: "before"}},
			Calls: []client.Call{{ID: "before", ClosedAt: ago(20 * time.Minute), Caller: client.Caller{Level: client.Identified}}}}, nil},
		"two accounts from one number":   {redflag.Evidence{NumberAccounts: 2}, nil},
		"three accounts from one number": {redflag.Evidence{NumberAccounts: 3}, []string{"shared-number!"}},
		"two resets in a week, here and elsewhere": {redflag.Evidence{Trail: []client.AuditEvent{reset(ago(day), "a")},
			Calls: []client.Call{resetCall(ago(6*day), "b")}}, []string{"repeated-resets!"}},
		"one reset, known from its trail and its call": {redflag.Evidence{Trail: []client.AuditEvent{reset(ago(day), "a")},
			Calls: []client.Call{resetCall(ago(day), "a")}}, nil},
		"two resets, one of them long ago": {redflag.Evidence{Calls: []client.Call{resetCall(ago(8*day), "a"), resetCall(ago(day), "b")}}, nil},
		"a proxy of last week who is not on the phone": {redflag.Evidence{Account: client.Account{
			Proxies: []client.Proxy{{ID: "p", Since: ago(7 * day)}}}}, []string{"recent-proxy"}},
		"a proxy of last week on the phone": {redflag.Evidence{ProxyID: "p", Account: client.Account{
			Proxies: []client.Proxy{{ID: "p", Since: ago(7 * day)}, {ID: "q", Since: old}}}}, []string{"recent-proxy!"}},
	} {
		c.evidence.Now, c.evidence.Policy.ContactQuietDays = now, 7
		var got []string
		for _, flag := range redflag.Find(c.evidence) {
			word := string(flag.Code)
			if flag.Severity == redflag.Grave {
				word += "!"
			}
			if flag.Sentence == "" || redflag.Sentence(flag.Code) == "" {
				t.Errorf("%s: %s has no sentence", name, flag.Code)
			}
			got = append(got, word)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestWhenASecondPersonIsNeeded(t *testing.T) {
	grave, notice := []redflag.Flag{{Severity: redflag.Grave}}, []redflag.Flag{{Severity: redflag.Notice}}
	listed := client.VerificationPolicy{SecondPerson: []client.Ability{client.DeactivatesIt}}
	byFlags := client.VerificationPolicy{FlagsNeedSecondPerson: true}
	for name, c := range map[string]struct {
		policy  client.VerificationPolicy
		ability client.Ability
		flags   []redflag.Flag
		want    bool
	}{
		"listed, no flag":                   {listed, client.DeactivatesIt, nil, true},
		"not listed, a grave flag":          {listed, client.ResetByLink, grave, false},
		"a grave flag, lets in":             {byFlags, client.ResetByLink, grave, true},
		"a notice, lets in":                 {byFlags, client.ResetByLink, notice, false},
		"a grave flag, shuts out":           {byFlags, client.EndsSessions, grave, false},
		"a grave flag, changes no password": {byFlags, client.UnlocksAccount, grave, false},
	} {
		if got := redflag.NeedsSecondPerson(c.policy, c.ability, c.flags); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
