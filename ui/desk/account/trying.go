package account

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/diagnosis"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// atOnce is how many steps that were not tried are shown: so many that the next one is in sight, so few that the operations
// below stay in reach.
const atOnce = 2

// trying is the checklist as live steps, and how each went. It is unfolded where nothing else is found.
type trying struct {
	o        Options
	fold     *parts.Fold
	list     *fyne.Container
	progress diagnosis.Progress
	steps    []diagnosis.Step // those that fit the case
	rows     map[string]*stepRow
}

// stepRow is what to try, and how it went.
type stepRow struct {
	content fyne.CanvasObject
	how     *parts.Segments
}

func newTrying(o Options) *trying {
	t := &trying{o: o, list: parts.Column(theme.Grid), rows: map[string]*stepRow{}}
	t.fold = parts.NewFold(lang.L("More to try"), t.list)
	t.fold.Head().Shortcut = parts.ShortcutText(TryKey)
	t.fold.Head().OnFocus = func() { o.Reveal(t.fold) }
	return t
}

// show offers the steps that fit a case.
func (t *trying) show(c diagnosis.Case) {
	t.steps = diagnosis.OurChecklist().Steps(c)
	t.draw()
}

// draw keeps the rows that are there already, so that the one in hand keeps the focus.
func (t *trying) draw() {
	t.list.RemoveAll()
	untried := 0
	for _, step := range t.steps {
		if t.progress.Of(step) == diagnosis.NotTried {
			untried++
			if untried > atOnce {
				continue
			}
		}
		t.list.Add(t.row(step).content)
	}
	t.list.Refresh()
	t.fold.Refresh()
}

func (t *trying) row(step diagnosis.Step) *stepRow {
	if row := t.rows[step.ID]; row != nil {
		return row
	}
	row := t.newRow(step)
	t.rows[step.ID] = row
	return row
}

func (t *trying) newRow(step diagnosis.Step) *stepRow {
	hows, words := []diagnosis.Tried{diagnosis.NotTried}, []string{lang.L("not tried")}
	for _, way := range diagnosis.WaysItWent() {
		hows, words = append(hows, way.How), append(words, lang.L(way.Label))
	}
	row := &stepRow{how: parts.NewSegments(words, nil)}
	row.how.Call(lang.L(step.Ask))
	row.how.Choose(slices.Index(hows, t.progress.Of(step)))
	row.how.OnChanged = func(at int) {
		t.went(step, hows[at])
		t.o.Reveal(row.content)
	}
	row.content = parts.Column(theme.Half, parts.NewParagraph(lang.L(step.Ask), parts.Plain), row.how)
	row.how.OnFocus = func() { t.o.Reveal(row.content) }
	return row
}

// went keeps how a step went, and has the note say so.
func (t *trying) went(step diagnosis.Step, how diagnosis.Tried) {
	t.progress.Answer(step, how)
	t.draw()
	t.o.Note(t.progress.Line(func(key string) string { return lang.L(key) }))
}

// forget begins the checklist anew; what the note says of it stays.
func (t *trying) forget() {
	t.progress = diagnosis.Progress{}
	clear(t.rows)
}

// focus goes to the first step that was not tried.
func (t *trying) focus() {
	t.fold.Unfold(true)
	for _, step := range t.steps {
		if t.progress.Of(step) == diagnosis.NotTried {
			parts.Focus(t.row(step).how)
			return
		}
	}
	parts.Focus(t.fold.Head())
}
