// Package diagnosis says why a patient cannot sign in, and which operation mends it.
package diagnosis

import (
	"slices"
	"time"

	"portaldesk/app/operation"
	"portaldesk/client"
)

// Case is all the desk knows of the account on screen.
type Case struct {
	Account  client.Account
	Attempts []client.SignInAttempt
	Mail     []client.Mail
	Sessions []client.PatientSession
	// ReadAt is when it was read, by the desk's clock.
	ReadAt time.Time
	// Missing are the histories that could not be read, by ability, with the reason.
	Missing map[client.Ability]error
}

// Finding is one thing that keeps the patient out, or explains it. Sentence and Tell are keys of the translation, filled
// from Facts: what the agent reads, and what to tell the caller. A fact is a time.Time, a number or a masked text.
type Finding struct {
	Code     string
	Severity Severity
	Sentence string
	Tell     string
	Facts    map[string]any
	// Mends is the operation that mends it; empty when none does.
	Mends operation.ID
}

// Severity orders findings.
type Severity int

// Blocks keeps the patient out; Warns may; Informs explains.
const (
	Blocks Severity = iota
	Warns
	Informs
)

// rule looks for one thing. facts is nil when it is not there.
type rule struct {
	finding Finding
	look    func(Case) (facts map[string]any)
}

// Find lists what is found, the gravest first, in the order of the rules within one severity.
func Find(c Case) []Finding {
	var findings []Finding
	for _, r := range rules {
		if facts := r.look(c); facts != nil {
			finding := r.finding
			finding.Facts = facts
			findings = append(findings, finding)
		}
	}
	slices.SortStableFunc(findings, func(a, b Finding) int { return int(a.Severity) - int(b.Severity) })
	return findings
}
