package account

import (
	"fyne.io/fyne/v2"

	"portaldesk/app/call"
	"portaldesk/app/diagnosis"
	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/phrase"
)

// Options is what the view needs.
type Options struct {
	Clock phrase.Clock
	// Reasons are the portal's reasons for a call, which name those of earlier ones.
	Reasons call.Reasons
	// Offers says what the portal offers.
	Offers func(client.Ability) bool
	// Find says why the patient of a case cannot sign in, the gravest first. Faults are what is wrong with the clinic's own
	// causes; it is asked after Find.
	Find   func(diagnosis.Case) []diagnosis.Finding
	Faults func() []diagnosis.Fault
	// Mend begins an operation that a finding names, OpenOther opens the account that this one points to.
	Mend      func(operation.ID)
	OpenOther func(client.AccountID)
	// Reveal scrolls to a part that got the focus.
	Reveal func(fyne.CanvasObject)
}

// View is the parts of an account's screen. The desk arranges them.
type View struct {
	// Heading is the name and the status, Facts what is known, Findings why the patient cannot sign in, Histories what
	// happened lately.
	Heading, Facts, Findings, Histories fyne.CanvasObject

	heading   *heading
	facts     *facts
	findings  *findings
	histories *histories
}

// New makes an empty view.
func New(o Options) *View {
	v := &View{heading: newHeading(o.Clock), facts: newFacts(o), findings: newFindings(o), histories: newHistories(o)}
	v.Heading, v.Facts, v.Findings, v.Histories = v.heading.content, v.facts.content, v.findings.content, v.histories.content
	return v
}

// Show shows a case as it was read.
func (v *View) Show(c diagnosis.Case) {
	v.heading.show(c)
	v.facts.show(c)
	v.findings.show(c)
	v.histories.show(c)
}

// Rank finds anew why the patient cannot sign in, after something other than the account changed.
func (v *View) Rank(c diagnosis.Case) { v.findings.rank(c) }

// Mend begins the operation that mends the gravest finding that has one, and says whether any has.
func (v *View) Mend() bool { return v.findings.mend() }
