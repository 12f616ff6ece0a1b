package scorecard

import (
	"fmt"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

func (f *findings) security() []Line {
	return []Line{
		f.networked(func() Line { return f.secured.certificate(f.subject.Now()) }).asks("certificate", "Does it show a certificate that can be trusted?"),
		f.networked(f.secured.encryption).asks("encryption", "Is the connection encrypted as it should be today?"),
		f.networked(f.bare.plainLine).asks("plain-http", "Does it refuse requests without encryption?"),
		f.networked(f.strangers).asks("strangers", "Does it refuse whoever is not signed in?"),
		f.networked(f.forgeries).asks("forged-token", "Does it refuse a made-up token?"),
		f.networked(f.headers).asks("headers", "Does it tell browsers and proxies to keep no copies?"),
		f.networked(f.secondFactor).asks("one-time-code", "Do agents need more than a password?"),
		f.networked(f.ended).asks("session-end", "Does a session end when the agent signs out?"),
		f.networked(f.masking).asks("masking", "Does it show the desk no more than the desk needs?"),
		f.guarded().asks("proof", "Is a caller's proof asked for before credentials are changed?"),
	}
}

// networked is a line about a server; a guided portal has none that we may ask.
func (f *findings) networked(look func() Line) Line {
	if f.subject.Kind == kindGuided {
		return answer(NotTried, "", "The agent works the vendor's own console; there is no interface to look at.")
	}
	return look()
}

func (b *bare) plainLine() Line {
	if b.plain.failed {
		return b.atPort80("At the portal's own port, unencrypted requests get no answer.")
	}
	if b.plain.refused() {
		return b.atPort80(fmt.Sprintf("At the portal's own port, an unencrypted request is answered with %d.", b.plain.status))
	}
	return answer(No, "Have the portal answer nothing without encryption.",
		fmt.Sprintf("At the portal's own port, an unencrypted request is answered with %d.", b.plain.status))
}

func (b *bare) atPort80(seen string) Line {
	switch {
	case b.port80 == nil:
		return answer(Yes, "", seen)
	case b.port80.refused():
		return answer(Yes, "", seen, "At port 80 nothing is answered but the way to https.")
	}
	return answer(Partly, "Have port 80 closed, or lead to https.", seen,
		fmt.Sprintf("At port 80 an unencrypted request is answered with %d.", b.port80.status))
}

func (f *findings) strangers() Line {
	if f.bare.stranger.failed {
		return answer(NotTried, "", "No trusted connection came about.")
	}
	seen := fmt.Sprintf("GET %s without a session: %d.", f.bare.path, f.bare.stranger.status)
	return admitted(f.bare.stranger, seen,
		"Put a gateway in front that lets in nobody but agents, and have the server listen to the gateway alone.", f.withoutSession()...)
}

func (f *findings) forgeries() Line {
	if f.bare.stranger.failed || f.bare.forged.failed {
		return answer(NotTried, "", "No trusted connection came about.")
	}
	seen := fmt.Sprintf("GET %s with a token that was made up: %d.", f.bare.path, f.bare.forged.status)
	return admitted(f.bare.forged, seen, "Have the server check every token.")
}

// admitted judges how a request was answered that should have been refused for who asks.
func admitted(r reply, seen, fix string, more ...string) Line {
	evidence := append([]string{seen}, more...)
	switch {
	case r.status == 401 || r.status == 403:
		return answer(Yes, "", evidence...)
	case r.tells():
		return answer(No, fix, append(evidence, "Anybody who reaches it may read patients' accounts.")...)
	case r.status >= 300 && r.status < 400:
		return answer(Yes, "", append(evidence, "It leads to a place where one signs in.")...)
	}
	return answer(NotTried, "Check that the address and the kind of the portal are right.",
		append(evidence, "That is no answer to who asks, but to what was asked.")...)
}

// withoutSession adds what the suite saw of it.
func (f *findings) withoutSession() []string {
	for _, result := range f.read {
		if result.Group == "session" && result.Test == "without one nothing is read" && result.Outcome == portaltest.Failed {
			return []string{"Without a session, " + result.Why + "."}
		}
	}
	return nil
}

func (f *findings) headers() Line {
	if f.bare.stranger.failed {
		return answer(NotTried, "", "No trusted connection came about.")
	}
	header := f.bare.stranger.header
	noStore := strings.Contains(header.Get("Cache-Control"), "no-store")
	strict := header.Get("Strict-Transport-Security") != ""
	seen := []string{
		said(noStore, "Cache-Control says no-store.", "Cache-Control does not say no-store."),
		said(strict, "Strict-Transport-Security is set.", "Strict-Transport-Security is not set."),
	}
	const fix = "Have every answer say Cache-Control: no-store and Strict-Transport-Security."
	switch {
	case noStore && strict:
		return answer(Yes, "", seen...)
	case noStore || strict:
		return answer(Partly, fix, seen...)
	}
	return answer(No, fix, seen...)
}

func said(holds bool, yes, no string) string {
	if holds {
		return yes
	}
	return no
}

func (f *findings) secondFactor() Line {
	if f.subject.Session == nil {
		return f.nobody()
	}
	const fix = "Have every agent sign in with a one-time code or a passkey, at least those who may change credentials."
	switch session := f.subject.Session; session.Way {
	case client.SignInBrowser:
		return answer(NotTried, "Ask whoever runs the identity provider which second factor it wants.",
			"Agents sign in at the organisation's identity provider, which decides.")
	case client.SignInCertificate:
		return answer(Yes, "", "Agents show a client certificate.")
	case client.SignInToken:
		return answer(No, fix, "Whoever has the token is let in; it was handed out by an administrator.")
	case client.SignInNone:
		return answer(No, "Put a gateway in front that makes agents sign in.", "Nobody is asked who they are.")
	default:
		if session.AskedCode {
			return answer(Yes, "", "This agent was asked for a one-time code.")
		}
		return answer(No, fix, "This agent was let in with a password alone.")
	}
}

func (f *findings) masking() Line {
	if f.about.Verification.ByDesk {
		return answer(Partly, "Ask the vendor for an interface that masks what could prove a caller.",
			"The server hands over everything in the clear; the desk masks it before anybody sees it.")
	}
	if f.subject.Session == nil {
		return f.nobody()
	}
	return judged(f.read, "Ask the vendor to mask whatever could prove a caller.", func(r portaltest.Result) bool {
		return r.Test == "rows are masked" || r.Group == "account" && r.Test == "detail"
	})
}

// guarded is about the proof of callers: by the portal's policy, and by what was tried.
func (f *findings) guarded() Line {
	policy := f.about.Verification
	if f.silence != nil {
		return f.unknown()
	}
	open := 0
	for _, ability := range credentials {
		if f.about.Offers(ability) && policy.Levels[ability] < client.ProvenByOOB {
			open++
		}
	}
	const fix = "Have a code to a contact on file, or a call back, asked for before any credential is changed, by the server itself."
	rule := fmt.Sprintf("Callers must know %d of %s, and read out a code or be called back before credentials are changed.",
		policy.RequiredMatches, count(len(policy.Identifiers), "detail"))
	switch {
	case open > 0:
		return answer(No, fix, fmt.Sprintf("%s of credentials need no proof beyond details that many people know.", count(open, "change")))
	case policy.ByDesk:
		return answer(Partly, fix, rule, "The desk asks for it; the portal itself would do without.")
	case len(f.written) == 0:
		return answer(NotTried, f.howToTry(false), rule, "That is the portal's word; it was not tried.")
	}
	line := judged(f.written, fix, func(r portaltest.Result) bool { return strings.HasPrefix(r.Test, "without proof") })
	line.Evidence = append([]string{rule}, line.Evidence...)
	return line
}

// credentials are the abilities that hand the account to whoever calls.
var credentials = []client.Ability{
	client.ResetByLink, client.ResetByCode, client.ResetByTemporary, client.ChangesLoginID, client.IssuesAccessCode,
	client.CorrectsContact,
}

// howToTry is what it takes to have something tried that was not: reading takes an agent who may, changing an account that
// suits it.
func (f *findings) howToTry(reads bool) string {
	switch nobody := f.subject.Session == nil; {
	case nobody && reads:
		return "Sign in to have it tried."
	case nobody:
		return "Sign in, and name a test account with --write ACCOUNT, to have it tried."
	case reads:
		return "Sign in as somebody who may, to have it tried."
	case f.subject.Write == nil:
		return "Name a test account with --write ACCOUNT to have it tried."
	}
	return "Name a test account that it suits to have it tried."
}

// nobody is the answer where somebody would have to be signed in.
func (f *findings) nobody() Line {
	return answer(NotTried, "Sign in to have it tried.", "Nobody was signed in.")
}

// unknown is the answer where the portal did not even say who it is.
func (f *findings) unknown() Line {
	return answer(NotTried, "", "The portal did not say what it can do.")
}

// skewed is by how much clocks may differ before somebody's codes fail.
const skewed = 30 * time.Second
