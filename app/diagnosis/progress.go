package diagnosis

import "strings"

// Tried is how a step went.
type Tried string

// The ways a step can go. The zero value is a step not tried yet.
const (
	NotTried    Tried = ""
	DidNotHelp  Tried = "tried"
	Helped      Tried = "helped"
	NotPossible Tried = "not-possible"
)

// Way is a way a step can go, with its label, which is a key of the translation.
type Way struct {
	How   Tried
	Label string
}

// WaysItWent are the answers to a step, in the order of the buttons.
func WaysItWent() []Way { return waysItWent }

var waysItWent = []Way{{DidNotHelp, "tried"}, {Helped, "helped"}, {NotPossible, "not possible"}}

// Progress is how far the caller has come with a checklist. It holds steps and how they went, and nothing of the patient. The
// zero value is nobody having tried anything. It is not for use from several goroutines at once.
type Progress struct {
	answered []answered // in the order of the answers
}

type answered struct {
	step Step
	how  Tried
}

// Answer keeps how a step went, in place of what was answered before; [NotTried] takes the answer back.
func (p *Progress) Answer(step Step, how Tried) {
	for i, a := range p.answered {
		if a.step.ID != step.ID {
			continue
		}
		if how == NotTried {
			p.answered = append(p.answered[:i], p.answered[i+1:]...)
		} else {
			p.answered[i].how = how
		}
		return
	}
	if how != NotTried {
		p.answered = append(p.answered, answered{step, how})
	}
}

// Of is how a step went.
func (p *Progress) Of(step Step) Tried {
	for _, a := range p.answered {
		if a.step.ID == step.ID {
			return a.how
		}
	}
	return NotTried
}

// Line is what the note says of it: "tried: right portal, other browser; helped: newest mail only". It is empty while nothing
// is answered. say translates a key.
func (p *Progress) Line(say func(key string) string) string {
	var parts []string
	for _, way := range waysItWent {
		var lines []string
		for _, a := range p.answered {
			if a.how == way.How {
				lines = append(lines, say(a.step.Line))
			}
		}
		if len(lines) > 0 {
			parts = append(parts, say(way.Label)+": "+strings.Join(lines, ", "))
		}
	}
	return strings.Join(parts, "; ")
}
