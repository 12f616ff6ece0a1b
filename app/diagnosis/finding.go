package diagnosis

import (
	"cmp"
	"time"

	"portaldesk/app/operation"
)

// Finding is one thing that keeps the patient out, or explains it. Sentence and Tell are keys of the translation, filled
// from Facts: what the agent reads, and what to tell the caller. A fact is a time.Time, an int or a masked text.
type Finding struct {
	// Code names the finding, in logs and in a clinic's own file: "locked-until".
	Code     string
	Severity Severity
	Sentence string
	// Tell is empty when there is nothing to say to the caller.
	Tell  string
	Facts map[string]any
	// Mends is the operation that mends it; empty when none does, or when the portal does not offer it.
	Mends operation.ID
	// Sure is how sure the finding is.
	Sure Sureness
	// Evidence is what supports it, most telling first, at most [MostEvidence] entries. It is empty where the finding is
	// that something is not there.
	Evidence []Evidence
}

// MostEvidence is how many entries of evidence a finding carries at most.
const MostEvidence = 5

// Evidence is one fact that supports a finding.
type Evidence struct {
	// At is when it happened, or will happen; zero where nobody says when.
	At time.Time
	// Sentence is a key of the translation, without blanks: "Wrong password".
	Sentence string
	// Detail is shown as it is, in nobody's language: a device, a masked address, the portal's own words. It may be empty.
	Detail string
}

// Severity orders findings.
type Severity int

// Blocks keeps the patient out; Warns may; Informs explains.
const (
	Blocks Severity = iota
	Warns
	Informs
)

// Sureness orders findings of one severity.
type Sureness int

// Certain is what the portal itself says; Likely follows from what is known; Possible is worth asking about.
const (
	Certain Sureness = iota
	Likely
	Possible
)

// newest is the newest date of the evidence up to now; zero where there is none.
func (f Finding) newest(now time.Time) (at time.Time) {
	for _, e := range f.Evidence {
		if e.At.After(at) && !e.At.After(now) {
			at = e.At
		}
	}
	return at
}

// byRank orders by severity, then by sureness, then the most recent first.
func byRank(now time.Time) func(a, b Finding) int {
	return func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Sure, b.Sure),
			b.newest(now).Compare(a.newest(now)),
		)
	}
}
