package scorecard

import (
	"encoding/json"
	"io"
	"time"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// Schema names the JSON form.
const Schema = "portaldesk-scorecard/1"

// Card is what was found out about a portal.
type Card struct {
	Schema     string              `json:"schema"`
	Maker      string              `json:"maker"`
	MadeAt     time.Time           `json:"madeAt"`
	Portal     Portal              `json:"portal"`
	SignedInAs client.Role         `json:"signedInAs,omitempty"`
	Account    client.AccountID    `json:"account,omitempty"`
	Traces     Traces              `json:"traces"`
	Summary    Summary             `json:"summary"`
	Sections   []Section           `json:"sections"`
	Changed    []string            `json:"changed"`
	Tests      []portaltest.Result `json:"tests"`
}

// Portal is who was looked at. Name and Product are its own words, empty where it said nothing.
type Portal struct {
	Name    string `json:"name,omitempty"`
	Product string `json:"product,omitempty"`
	URL     string `json:"url"`
	Kind    string `json:"kind"`
}

// Traces is what reading left in the portal's own trail.
type Traces struct {
	LookUps        int `json:"lookUps"`
	AccountsOpened int `json:"accountsOpened"`
}

// Summary counts the verdicts.
type Summary struct {
	Yes      int `json:"yes"`
	Partly   int `json:"partly"`
	No       int `json:"no"`
	NotTried int `json:"notTried"`
}

// Section is the answers to one of the buyer's questions.
type Section struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Lines []Line `json:"lines"`
}

// Line is one answer.
type Line struct {
	ID       string   `json:"id"`
	Question string   `json:"question"`
	Verdict  Verdict  `json:"verdict"`
	Evidence []string `json:"evidence"`
	// Fix is what would make it a yes, empty when it is one.
	Fix      string    `json:"fix,omitempty"`
	Measured *Measured `json:"measured,omitempty"`
}

// Verdict is an answer in a word.
type Verdict string

// The verdicts.
const (
	Yes      Verdict = "yes"
	Partly   Verdict = "partly"
	No       Verdict = "no"
	NotTried Verdict = "not-tried"
)

// Measured are numbers: how many there were, and how long they took in milliseconds.
type Measured struct {
	Count int     `json:"count"`
	P50   float64 `json:"p50,omitempty"`
	P95   float64 `json:"p95,omitempty"`
}

// JSON writes the card as one object.
func (c Card) JSON(out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(c)
}

func summed(sections ...Section) Summary {
	var sum Summary
	for _, section := range sections {
		for _, line := range section.Lines {
			switch line.Verdict {
			case Yes:
				sum.Yes++
			case Partly:
				sum.Partly++
			case No:
				sum.No++
			default:
				sum.NotTried++
			}
		}
	}
	return sum
}

// answer is a line under way: a verdict with what was seen, and how to make it a yes.
func answer(verdict Verdict, fix string, evidence ...string) Line {
	line := Line{Verdict: verdict, Evidence: evidence, Fix: fix}
	if verdict == Yes {
		line.Fix = ""
	}
	return line
}

// asks gives a line its question.
func (l Line) asks(id, question string) Line {
	l.ID, l.Question = id, question
	if l.Evidence == nil {
		l.Evidence = []string{}
	}
	return l
}
