package diagnosis

import (
	"cmp"

	"portaldesk/app/operation"
	"portaldesk/client"
)

// evidenceWords support a finding. Each answers what there is, newest first, which may be nothing.
type evidenceWords struct {
	TriesOf func(cause string) []Evidence     `expr:"tries_of"`
	MailIn  func(state string) []Evidence     `expr:"mail_in"`
	MailOf  func(kind string) []Evidence      `expr:"mail_of"`
	Heard   func(question string) []Evidence  `expr:"heard"`
	Done    func(operation string) []Evidence `expr:"done"`
	ProxyOf func(relation string) []Evidence  `expr:"proxy_of"`
}

// statedWords support a finding too, and need not be told what of.
type statedWords struct {
	State      func() []Evidence `expr:"state"`
	Lock       func() []Evidence `expr:"lock_end"`
	AccessCode func() []Evidence `expr:"access_code"`
	Contact    func() []Evidence `expr:"contact_change"`
	SignIn     func() []Evidence `expr:"sign_in"`
	Devices    func() []Evidence `expr:"devices"`
	Calls      func() []Evidence `expr:"calls"`
	Outage     func() []Evidence `expr:"outage"`
	Minority   func() []Evidence `expr:"minority"`
	Doubles    func() []Evidence `expr:"doubles"`
	NoConsent  func() []Evidence `expr:"no_consent"`
}

// mostOfOne is how many entries one word of evidence gives.
const mostOfOne = 3

func evidenceOf(c Case) evidenceWords {
	return evidenceWords{
		TriesOf: func(cause string) []Evidence { return triesOf(c, cause) },
		MailIn:  func(state string) []Evidence { return mails(c, func(m client.Mail) bool { return m.Status == state }) },
		MailOf:  func(kind string) []Evidence { return mails(c, func(m client.Mail) bool { return m.Kind == kind }) },
		Heard:   func(question string) []Evidence { return heard(c.Said, Question(question)) },
		Done:    func(id string) []Evidence { return doneBefore(c, operation.ID(id)) },
		ProxyOf: func(relation string) []Evidence { return proxyOf(c.Account, client.Relation(relation)) },
	}
}

func statedOf(c Case) statedWords {
	return statedWords{
		State:      func() []Evidence { return state(c.Account) },
		Lock:       func() []Evidence { return lockEnd(c.Account) },
		AccessCode: func() []Evidence { return accessCode(c) },
		Contact:    func() []Evidence { return contactChange(c) },
		SignIn:     func() []Evidence { return signIn(c) },
		Devices:    func() []Evidence { return devices(c) },
		Calls:      func() []Evidence { return calls(c) },
		Outage:     func() []Evidence { return []Evidence{{At: c.Line.Since, Sentence: "The portal does not answer"}} },
		Minority:   func() []Evidence { return plainly(c.Account.Minor, "The portal counts the patient as a minor") },
		Doubles: func() []Evidence {
			return plainly(len(c.Account.DuplicateOf) > 0, "The portal sees a likeness to another account")
		},
		NoConsent: func() []Evidence { return noConsent(c.Account) },
	}
}

// some turns what fits into evidence, at most [mostOfOne] entries.
func some[T any](all []T, fits func(T) bool, say func(T) Evidence) (evidence []Evidence) {
	for _, one := range all {
		if len(evidence) == mostOfOne {
			break
		}
		if fits(one) {
			evidence = append(evidence, say(one))
		}
	}
	return evidence
}

func every[T any](T) bool { return true }

// plainly is evidence without a date, if it is so.
func plainly(so bool, sentence string) []Evidence {
	if !so {
		return nil
	}
	return []Evidence{{Sentence: sentence}}
}

func triesOf(c Case, cause string) []Evidence {
	return some(sinceSuccess(c.Attempts), by(cause), func(a client.SignInAttempt) Evidence {
		return Evidence{a.At, triedSentences[a.Cause], masked(a.Device)}
	})
}

func mails(c Case, fits func(client.Mail) bool) []Evidence {
	return some(c.Mail, fits, func(m client.Mail) Evidence {
		detail := m.To
		if why := masked(m.Detail); why != "" {
			detail += ": " + why
		}
		return Evidence{m.At, cmp.Or(mailSentences[m.Status], "A message was sent"), detail}
	})
}

func heard(s Said, question Question) []Evidence {
	sentence := label(question, s[question])
	return plainly(sentence != "", sentence)
}

func doneBefore(c Case, id operation.ID) []Evidence {
	at := doneAt(c.Calls, string(id))
	if op, known := operation.ByID(id); known && !at.IsZero() {
		return []Evidence{{At: at, Sentence: op.Title}}
	}
	return nil
}

func proxyOf(a client.Account, relation client.Relation) []Evidence {
	return some(a.Proxies, func(p client.Proxy) bool { return p.Relation == relation }, func(p client.Proxy) Evidence {
		return Evidence{At: p.Since, Sentence: proxySentences[relation]}
	})
}

// state is the portal's own word for the account's state, with the reason where it gives one.
func state(a client.Account) []Evidence {
	detail := masked(a.PortalStatus)
	if reason := masked(a.Reason); reason != "" && detail != "" {
		detail += ": " + reason
	} else if reason != "" {
		detail = reason
	}
	if detail == "" {
		detail = string(a.Status)
	}
	return []Evidence{{Sentence: "What the portal says of the account", Detail: detail}}
}

func lockEnd(a client.Account) []Evidence {
	if a.LockedUntil == nil {
		return nil
	}
	return []Evidence{{At: *a.LockedUntil, Sentence: "The lock ends by itself"}}
}

func accessCode(c Case) []Evidence {
	code := c.Account.AccessCode
	if code == nil {
		return nil
	}
	ends := "The access code runs out"
	if !code.ExpiresAt.After(c.ReadAt) {
		ends = "The access code ran out"
	}
	made := cmp.Or(codeSentences[code.Channel], "An access code was made")
	return []Evidence{{At: code.ExpiresAt, Sentence: ends}, {At: code.IssuedAt, Sentence: made}}
}

func contactChange(c Case) []Evidence {
	fresh := func(contact client.Contact) bool { return contact.ProvesFrom.After(c.ReadAt) }
	return some(c.Account.Contacts, fresh, func(contact client.Contact) Evidence {
		return Evidence{contact.ChangedAt, "The contact changed", contact.Masked}
	})
}

func noConsent(a client.Account) []Evidence {
	silent := func(contact client.Contact) bool { return !contact.Consented }
	return some(a.Contacts, silent, func(contact client.Contact) Evidence {
		return Evidence{Sentence: "No consent is on file", Detail: contact.Masked}
	})
}

// signIn is the last success, with the device where the history tells it.
func signIn(c Case) []Evidence {
	succeeded := func(a client.SignInAttempt) bool { return a.Succeeded }
	say := func(a client.SignInAttempt) Evidence { return Evidence{a.At, "Signed in", masked(a.Device)} }
	if found := some(c.Attempts, succeeded, say); len(found) > 0 {
		return found[:1]
	}
	if at := c.Account.LastSignInAt; at != nil {
		return []Evidence{{At: *at, Sentence: "Signed in"}}
	}
	return nil
}

func devices(c Case) []Evidence {
	return some(c.Sessions, every, func(s client.PatientSession) Evidence {
		return Evidence{s.StartedAt, "Still signed in since", masked(s.Device)}
	})
}

func calls(c Case) []Evidence {
	return some(c.Calls, every, func(call client.Call) Evidence { return Evidence{At: call.ClosedAt, Sentence: "An earlier call"} })
}

var triedSentences = map[client.AttemptCause]string{
	client.CauseWrongPassword:    "A wrong password was typed",
	client.CauseLocked:           "A try while the account was locked",
	client.CauseDeactivated:      "A try while the account was switched off",
	client.CauseNotActivated:     "A try before the account was set up",
	client.CauseCodeExpired:      "A code was typed that had run out",
	client.CauseOldCode:          "An older code was typed",
	client.CauseWrongCode:        "A wrong code was typed",
	client.CauseSecondFactor:     "The extra code was wrong or missing",
	client.CausePasswordExpired:  "A password was typed that had run out",
	client.CauseEmailTypedAsID:   "An e-mail address was typed as login ID",
	client.CauseTemporaryExpired: "A temporary password was typed that had run out",
}

var mailSentences = map[string]string{
	client.MailQueued:     "A message waits to go out",
	client.MailSent:       "A message was sent",
	client.MailDelivered:  "A message was delivered",
	client.MailBounced:    "A message came back",
	client.MailSuppressed: "A message was held back",
}

var proxySentences = map[client.Relation]string{
	client.RelationParent:    "A parent is on file",
	client.RelationCaregiver: "A caregiver is on file",
	client.RelationPOA:       "A power of attorney is on file",
	client.RelationStaff:     "Clinic staff is on file",
}

var codeSentences = map[client.CodeChannel]string{
	client.ByVoice: "An access code was made, to be read aloud",
	client.ByText:  "An access code was made, to go by text",
	client.ByEmail: "An access code was made, to go by e-mail",
	client.ByPost:  "An access code was made, to go by post",
}

// otherEvidence are the sentences of evidence that stand in no table above.
var otherEvidence = []string{
	"The portal does not answer", "A message was sent", "What the portal says of the account", "The lock ends by itself",
	"The access code runs out", "The access code ran out", "An access code was made", "The contact changed", "Signed in",
	"Still signed in since", "An earlier call", "The portal counts the patient as a minor",
	"The portal sees a likeness to another account", "No consent is on file",
}
