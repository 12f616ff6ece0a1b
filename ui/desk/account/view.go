package account

import (
	"fyne.io/fyne/v2"

	"portaldesk/app/call"
	"portaldesk/app/diagnosis"
	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/language"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// The keys that the view writes on its buttons. The desk listens for them.
var (
	AskKey = parts.FunctionKey(fyne.KeyF6)
	TryKey = parts.FunctionKey(fyne.KeyF7)
)

// Options is what the view needs.
type Options struct {
	Clock phrase.Clock
	// Reasons are the portal's reasons for a call, which name those of earlier ones.
	Reasons call.Reasons
	// Offers says what the portal offers.
	Offers func(client.Ability) bool
	// Agent is who sits here. OpenCall shows an earlier call whole.
	Agent    client.Agent
	OpenCall func(client.Call)
	// Find says why the patient of a case cannot sign in, the gravest first. Faults are what is wrong with the clinic's own
	// causes; it is asked after Find.
	Find   func(diagnosis.Case) []diagnosis.Finding
	Faults func() []diagnosis.Fault
	// Mend begins an operation that a finding names, OpenOther opens the account that this one points to.
	Mend      func(operation.ID)
	OpenOther func(client.AccountID)
	// Note has the note of the call say in this line what the caller tried on the account on the screen, in place of what it
	// said before; an empty line takes that away.
	Note func(line string)
	// Script is the tongue of what is said to the caller.
	Script language.Chosen
	// Reveal scrolls to a part that got the focus.
	Reveal func(fyne.CanvasObject)
}

// View is the parts of an account's screen. The desk arranges them. It keeps what the caller answers and tries for as long as
// the account is on the screen, however often that is read anew.
type View struct {
	// Heading is the name and the status, Facts what is known, Findings why the patient cannot sign in, Histories what
	// happened lately.
	Heading, Facts, Findings, Histories fyne.CanvasObject

	heading   *heading
	facts     *facts
	findings  *findings
	asking    *asking
	trying    *trying
	histories *histories

	shown diagnosis.Case
}

// New makes an empty view.
func New(o Options) *View {
	v := &View{heading: newHeading(o.Clock), facts: newFacts(o), findings: newFindings(o), histories: newHistories(o), trying: newTrying(o)}
	v.asking = newAsking(o, func() { v.Rank(v.shown) })
	v.Heading, v.Facts, v.Histories = v.heading.content, v.facts.content, v.histories.content
	v.Findings = parts.Column(theme.Grid, v.findings.content, v.asking.fold, v.trying.fold)
	return v
}

// Show shows a case as it was read. What the caller answered and tried goes with another account, and stays with the same.
func (v *View) Show(c diagnosis.Case) {
	another := c.Account.ID != v.shown.Account.ID
	if another {
		v.forget()
	}
	v.take(c)
	v.heading.show(c)
	v.facts.show(c)
	v.findings.show(v.shown)
	v.trying.show(v.shown)
	v.histories.show(c)
	if another {
		v.trying.fold.Unfold(len(v.findings.found) == 0)
	}
}

// take keeps a case with what the caller answered.
func (v *View) take(c diagnosis.Case) {
	v.shown = c
	v.shown.Said = v.asking.answers()
}

// Rank finds anew why the patient cannot sign in, after something other than the account changed, be it the time.
func (v *View) Rank(c diagnosis.Case) {
	v.take(c)
	v.heading.show(v.shown)
	v.findings.rank(v.shown)
	v.trying.show(v.shown)
}

// Forget takes back what the caller answered and tried: the call is over.
func (v *View) Forget() {
	v.forget()
	v.Rank(v.shown)
}

func (v *View) forget() {
	v.asking.forget()
	v.trying.forget()
}

// Ask goes to the questions to the caller, in place of what the caller can try: together they are longer than a window.
func (v *View) Ask() {
	v.trying.fold.Unfold(false)
	v.asking.focus()
}

// Try goes to what the caller can try, in place of the questions.
func (v *View) Try() {
	v.asking.fold.Unfold(false)
	v.trying.focus()
}

// Mend begins the operation that mends the gravest finding that has one, and says whether any has.
func (v *View) Mend() bool { return v.findings.mend() }
