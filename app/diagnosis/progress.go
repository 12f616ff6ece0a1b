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
	// wrote is the line as it was last written into a note.
	wrote string
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

// Into is the note with the present line in it: in place of the line that was written before, if the agent left that as it
// was, else at the end. The rest of the note is not touched.
func (p *Progress) Into(note string, say func(key string) string) string {
	line := p.Line(say)
	before := p.wrote
	p.wrote = line
	lines := strings.Split(note, "\n")
	for i, old := range lines {
		if before != "" && old == before {
			if line == "" {
				return strings.Join(append(lines[:i], lines[i+1:]...), "\n")
			}
			lines[i] = line
			return strings.Join(lines, "\n")
		}
	}
	switch {
	case line == "":
		return note
	case note == "" || strings.HasSuffix(note, "\n"):
		return note + line
	default:
		return note + "\n" + line
	}
}
