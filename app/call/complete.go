package call

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"portaldesk/app/template"
	"portaldesk/client"
)

// Part of a call that can be missing, or too long, when it is closed.
type Part string

// The parts.
const (
	PartReason  Part = "reason"
	PartDetail  Part = "detail"
	PartOutcome Part = "outcome"
	// PartCallBack is when somebody is called back; missing only when that is promised.
	PartCallBack Part = "call-back"
	PartNote     Part = "note" // missing only when a follow-up, escalation or call back is promised
	PartCaller   Part = "caller"
)

// The longest texts a portal takes, in characters (the contract's maxLength).
const (
	MaxNote       = 20_000
	MaxDetail     = 200
	MaxCallerName = 200
)

// Incomplete is the error of Close while something is missing: every missing part, in the order of the screen. Nothing
// changed.
type Incomplete struct{ Missing []Part }

func (e *Incomplete) Error() string {
	parts := make([]string, len(e.Missing))
	for i, part := range e.Missing {
		parts[i] = string(part)
	}
	return "close call: incomplete: " + strings.Join(parts, ", ")
}

// TooLong is the error of Close while a text is longer than the portal takes. Nothing changed and nothing was cut; lengths
// are in characters.
type TooLong struct {
	Part        Part
	Length, Max int
}

func (e *TooLong) Error() string {
	return fmt.Sprintf("close call: %s has %d characters, the most is %d", e.Part, e.Length, e.Max)
}

// Unfilled is the error of Close while blanks of a template stand in the note, in their order. Nothing changed.
type Unfilled struct{ Blanks []template.Blank }

func (e *Unfilled) Error() string {
	return fmt.Sprintf("close call: %d blanks of the note are not filled in", len(e.Blanks))
}

// check says whether the call can be closed: *Incomplete, *Unfilled, *TooLong or nil.
func (d Draft) check(reasons Reasons) error {
	if missing := d.missing(reasons); len(missing) > 0 {
		return &Incomplete{Missing: missing}
	}
	if blanks := template.Unfilled(d.Note); len(blanks) > 0 {
		return &Unfilled{Blanks: blanks}
	}
	return d.checkLengths()
}

func (d Draft) missing(reasons Reasons) []Part {
	missing := reasons.Missing(d.Reason)
	if !slices.Contains(Outcomes(), d.Outcome) {
		missing = append(missing, PartOutcome)
	}
	if d.Outcome == client.OutcomeCallBack && d.CallBack.Due.IsZero() {
		missing = append(missing, PartCallBack)
	}
	if promises(d.Outcome) && blank(d.Note) {
		missing = append(missing, PartNote)
	}
	return missing
}

func (d Draft) checkLengths() error {
	for _, text := range []struct {
		part Part
		text string
		max  int
	}{
		{PartCaller, d.Caller.Name, MaxCallerName},
		{PartDetail, d.Reason.Detail, MaxDetail},
		{PartNote, d.Note, MaxNote},
	} {
		if length := utf8.RuneCountInString(text.text); length > text.max {
			return &TooLong{Part: text.part, Length: length, Max: text.max}
		}
	}
	return nil
}

// Outcomes are the ways a call can end.
func Outcomes() []client.CallOutcome {
	return []client.CallOutcome{
		client.OutcomeResolved, client.OutcomeFollowUp, client.OutcomeEscalated,
		client.OutcomeCallBack, client.OutcomeAbandoned, client.OutcomeWrongNumber,
	}
}

// promises says that somebody will go on with this call later, and needs a note to know how.
func promises(outcome client.CallOutcome) bool {
	switch outcome {
	case client.OutcomeFollowUp, client.OutcomeEscalated, client.OutcomeCallBack:
		return true
	default:
		return false
	}
}

// causeOf finds the cause a reason names, if its stage and cause belong together.
func causeOf(reason client.Reason) (Cause, bool) {
	for _, stage := range stages {
		if stage.Code != reason.Stage {
			continue
		}
		for _, cause := range stage.Causes {
			if cause.Code == reason.Cause {
				return cause, true
			}
		}
	}
	return Cause{}, false
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }
