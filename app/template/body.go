package template

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// Variable is something the desk fills in.
type Variable string

// The variables. Their values are words for people, made where the language is known.
const (
	Portal      Variable = "portal"      // the portal's name
	Agent       Variable = "agent"       // the agent's name
	Date        Variable = "date"        // the day of the call
	Opened      Variable = "opened"      // the time the call began
	Relation    Variable = "relation"    // what the caller is to the patient
	Disposition Variable = "disposition" // why they called
	Outcome     Variable = "outcome"     // how the call ended
	Deeds       Variable = "done"        // what was done in the call
	Hours       Variable = "hours"       // when the desk may be called
	Opening     Variable = "opening"     // when the desk opens next
	Callback    Variable = "callback"    // when the patient will be called back
)

// Variables are all variables there are. None tells who the patient is.
func Variables() []Variable {
	return []Variable{
		Portal, Agent, Date, Opened, Relation, Disposition, Outcome, Deeds, Hours, Opening, Callback,
	}
}

// Blank is a place that the agent has to fill in. Start and End are in characters of the text; what stands between, from
// "{{?" to "}}", is what is replaced.
type Blank struct {
	Start, End int
	// What is to be filled in, in the template's words; often empty.
	What string
}

// Filled is a text with its blanks, in order.
type Filled struct {
	Text   string
	Blanks []Blank
}

// Fill puts in the values. A variable that has no value becomes a blank of its name, so that no note has a hole that
// nobody sees.
func (t Template) Fill(values map[Variable]string) Filled {
	var b strings.Builder
	for i, line := range strings.Split(t.Body, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		written := 0
		for part := range parts(line) {
			if part.blank {
				continue
			}
			b.WriteString(line[written:part.at])
			if value := values[Variable(part.what)]; strings.TrimSpace(value) != "" {
				b.WriteString(value)
			} else {
				b.WriteString("{{?" + part.what + "}}")
			}
			written = part.end
		}
		b.WriteString(line[written:])
	}
	return Filled{b.String(), Unfilled(b.String())}
}

// Unfilled are the blanks that stand in a text, in order; a call is not closed over one. A "{{?" whose end was deleted
// counts, to the end of its line.
func Unfilled(text string) []Blank {
	var blanks []Blank
	start := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		bare := strings.TrimSuffix(line, "\n")
		for part := range parts(bare) {
			if !part.blank {
				continue
			}
			at := start + utf8.RuneCountInString(bare[:part.at])
			blanks = append(blanks, Blank{at, at + utf8.RuneCountInString(bare[part.at:part.end]), part.what})
		}
		start += utf8.RuneCountInString(line)
	}
	return blanks
}

// part is a variable or blank within a line: line[at:end].
type part struct {
	at, end int
	blank   bool
	what    string
	// why it is none that a template may have.
	why string
}

// parts finds what is in double braces. What is not closed goes to the next "{{", or to the end of the line.
func parts(line string) iter.Seq[part] {
	return func(yield func(part) bool) {
		for from := 0; ; {
			open := strings.Index(line[from:], "{{")
			if open < 0 {
				return
			}
			p := partAt(line, from+open)
			if !yield(p) {
				return
			}
			from = p.end
		}
	}
}

func partAt(line string, at int) part {
	p := part{at: at, end: len(line)}
	inner := line[at+2:]
	stop, next := strings.Index(inner, "}}"), strings.Index(inner, "{{")
	closed := stop >= 0 && (next < 0 || stop < next)
	switch {
	case closed:
		p.end, inner = at+2+stop+2, inner[:stop]
	case next >= 0:
		p.end, inner = at+2+next, inner[:next]
	}
	p.what, p.blank = strings.CutPrefix(strings.TrimSpace(inner), "?")
	p.what = strings.TrimSpace(p.what)
	switch {
	case !closed:
		p.why = "unclosed"
	case p.blank && utf8.RuneCountInString(p.what) > MaxBlank:
		p.why = "too-long"
	case !p.blank && !slices.Contains(Variables(), Variable(p.what)):
		p.why = "unknown"
	}
	return p
}
