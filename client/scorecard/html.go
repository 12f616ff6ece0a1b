package scorecard

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"slices"
)

//go:embed card.html
var page string

var cardPage = template.Must(template.New("card").Funcs(template.FuncMap{
	"word":  func(v Verdict) string { return words[v] },
	"clean": clean,
	"sum":   func(s Section) []tallied { return summed(s).tallied() },
}).Parse(page))

// tallied is how many answers there are of one verdict.
type tallied struct {
	Count   int
	Verdict Verdict
}

// tallied leaves out the verdicts that were not given.
func (s Summary) tallied() []tallied {
	all := []tallied{{s.Yes, Yes}, {s.Partly, Partly}, {s.No, No}, {s.NotTried, NotTried}}
	return slices.DeleteFunc(all, func(t tallied) bool { return t.Count == 0 })
}

// HTML writes the card as one page that needs nothing else and can be printed. Everything in it is escaped.
func (c Card) HTML(out io.Writer) error {
	var made bytes.Buffer
	err := cardPage.Execute(&made, map[string]any{"Card": c, "Title": c.title(), "Facts": c.facts()})
	if err != nil {
		return err
	}
	_, err = out.Write(made.Bytes())
	return err
}
