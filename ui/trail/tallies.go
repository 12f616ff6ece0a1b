package trail

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	chain "portaldesk/app/trail"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// tallies is what each agent did: a table, and where the text is too large for one a line for each.
func (s *Screen) tallies(r chain.Review) []fyne.CanvasObject {
	ids := slices.SortedFunc(maps.Keys(r.Agents), func(a, b string) int {
		return strings.Compare(s.form.agents.Name(a), s.form.agents.Name(b))
	})
	heads := []string{lang.L("Done"), lang.L("Refused"), lang.L("Failed"), lang.L("Not known"), lang.L("Not proven"), lang.L("After hours")}
	if !r.HoursKnown {
		heads = heads[:5]
	}
	if parts.LargeText() {
		lines := make([]string, len(ids))
		for i, id := range ids {
			lines[i] = inWords(s.form.agents.Name(id), heads, numbers(r.Agents[id]))
		}
		return paragraphs(lines)
	}
	rows := []fyne.CanvasObject{tableRow(lang.L("Agent"), heads, parts.Caption)}
	for _, id := range ids {
		var cells []string
		for _, n := range numbers(r.Agents[id])[:len(heads)] {
			cells = append(cells, phrase.Grouped(n))
		}
		rows = append(rows, tableRow(s.form.agents.Name(id), cells, parts.Plain))
	}
	return rows
}

func numbers(t chain.Tally) []int {
	return []int{t.Done, t.Refused, t.Failed, t.Unknown, t.Unproven, t.AfterHours}
}

// numberLeast is how narrow a column of numbers may be at 100 % text.
const numberLeast = 84

func tableRow(name string, cells []string, style parts.Style) fyne.CanvasObject {
	columns := []parts.Cell{{Least: 1, Share: 1}}
	objects := []fyne.CanvasObject{parts.NewClipped(name, style)}
	style.Align = fyne.TextAlignTrailing
	for _, cell := range cells {
		columns = append(columns, parts.Cell{Least: numberLeast, Grows: true})
		objects = append(objects, parts.NewClipped(cell, style))
	}
	return &fyne.Container{Layout: parts.NewCells(theme.Half, columns...), Objects: objects}
}

// inWords is what an agent did in one line, without what she did not do.
func inWords(name string, heads []string, numbers []int) string {
	var said []string
	for i, head := range heads {
		if numbers[i] > 0 {
			said = append(said, lang.L("{{.N}} {{.Outcome}}", map[string]any{"N": phrase.Grouped(numbers[i]), "Outcome": strings.ToLower(head)}))
		}
	}
	return lang.L("{{.What}}: {{.Outcomes}}", map[string]any{"What": name, "Outcomes": strings.Join(said, ", ")})
}
