package scorecard

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	// columns is how wide the text is, margin how far its sentences stand in.
	columns = 100
	margin  = 13
)

// words are the verdicts as a person reads them.
var words = map[Verdict]string{Yes: "yes", Partly: "partly", No: "NO", NotTried: "not tried"}

// colours of the verdicts on a terminal (ANSI). The word says the same.
var colours = map[Verdict]string{Yes: "\x1b[32m", Partly: "\x1b[33m", No: "\x1b[1;31m", NotTried: "\x1b[2m"}

const plainAgain = "\x1b[0m"

// Text writes the card for a person, at most 100 columns wide. Colour is for terminals.
func (c Card) Text(out io.Writer, colour bool) error {
	var page bytes.Buffer
	c.head(&page)
	for _, section := range c.Sections {
		fmt.Fprintf(&page, "\n%s\n", section.Title)
		for _, line := range section.Lines {
			line.text(&page, colour)
		}
	}
	c.foot(&page)
	_, err := out.Write(page.Bytes())
	return err
}

func (c Card) head(page *bytes.Buffer) {
	fmt.Fprintf(page, "Scorecard of %s\n\n", c.title())
	for _, fact := range c.facts() {
		paragraph(page, fmt.Sprintf("%-*s", margin, fact[0]), fact[1])
	}
}

// title is the portal's name, or its address.
func (c Card) title() string {
	if c.Portal.Name != "" {
		return clean(c.Portal.Name)
	}
	return clean(c.Portal.URL)
}

// facts are what stands above the answers, for people.
func (c Card) facts() [][2]string {
	who := "nobody: only what anybody can see was looked at"
	if c.SignedInAs != "" {
		who = string(c.SignedInAs)
	}
	wrote := "nothing"
	if c.Account != "" {
		wrote = "only the test account " + string(c.Account)
	}
	facts := [][2]string{
		{"address", strings.TrimSpace(c.Portal.URL + " (" + c.Portal.Kind + ")")}, {"product", c.Portal.Product},
		{"made", c.MadeAt.Format(time.DateTime) + " UTC by " + c.Maker}, {"signed in", who}, {"changed", wrote},
		{"in its trail", count(c.Traces.LookUps, "look-up") + ", " + count(c.Traces.AccountsOpened, "account") + " opened"},
		{"summary", c.Summary.String()},
	}
	if c.Portal.Product == "" {
		facts = append(facts[:1], facts[2:]...)
	}
	return facts
}

// String is the summary in words.
func (s Summary) String() string {
	return fmt.Sprintf("%d yes, %d partly, %d no, %d not tried", s.Yes, s.Partly, s.No, s.NotTried)
}

func (c Card) foot(page *bytes.Buffer) {
	if len(c.Changed) == 0 {
		return
	}
	fmt.Fprintf(page, "\nWhat was changed at the test account\n")
	for _, change := range c.Changed {
		paragraph(page, strings.Repeat(" ", margin), change)
	}
}

func (l Line) text(page *bytes.Buffer, colour bool) {
	label := fmt.Sprintf("  %-*s", margin-2, words[l.Verdict])
	if colour {
		label = colours[l.Verdict] + label + plainAgain
	}
	paragraph(page, label, l.Question)
	for _, seen := range l.Evidence {
		paragraph(page, strings.Repeat(" ", margin+2), seen)
	}
	if l.Fix != "" {
		paragraph(page, strings.Repeat(" ", margin+2), "-> "+l.Fix)
	}
}

// paragraph writes words behind a label, and breaks them so that they stay in their column.
func paragraph(page *bytes.Buffer, label, text string) {
	indent := margin
	if strings.TrimSpace(label) == "" {
		indent = len(label)
	}
	page.WriteString(label)
	at := indent
	for i, word := range strings.Fields(clean(text)) {
		wide := utf8.RuneCountInString(word)
		switch {
		case i > 0 && at+1+wide > columns:
			page.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		case i > 0:
			page.WriteByte(' ')
			at++
		}
		page.WriteString(word)
		at += wide
	}
	page.WriteByte('\n')
}

// clean takes out what a terminal would obey: some of the words are the portal's.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u202e' || r == '\u202d' || r == utf8.RuneError {
			return ' '
		}
		return r
	}, text)
}
