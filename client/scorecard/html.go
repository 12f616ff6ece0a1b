package scorecard

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
)

//go:embed card.html
var page string

var cardPage = template.Must(template.New("card").Funcs(template.FuncMap{
	"word":  func(v Verdict) string { return words[v] },
	"clean": clean,
}).Parse(page))

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
