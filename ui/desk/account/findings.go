package account

import (
	"maps"
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/diagnosis"
	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// findings answers the question every second call begins with.
type findings struct {
	o       Options
	content *fyne.Container
	list    *fyne.Container
	found   []diagnosis.Finding
	told    bool // that some of the clinic's own causes are left out; once is enough
}

func newFindings(o Options) *findings {
	f := &findings{o: o, list: parts.Column(theme.Grid)}
	f.content = parts.Column(theme.Grid, parts.NewText(lang.L("Why can't they sign in?"), parts.Strong), f.list)
	return f
}

func (f *findings) show(c diagnosis.Case) {
	f.found = f.o.Find(c)
	f.draw(c)
}

// rank finds anew, and draws only what that changed: a button that has the focus keeps it otherwise.
func (f *findings) rank(c diagnosis.Case) {
	if found := f.o.Find(c); !reflect.DeepEqual(found, f.found) {
		f.found = found
		f.draw(c)
	}
}

// mend begins the operation that mends the gravest finding that has one, and says whether any has.
func (f *findings) mend() bool {
	for _, finding := range f.found {
		if finding.Mends != "" {
			f.o.Mend(finding.Mends)
			return true
		}
	}
	return false
}

func (f *findings) draw(c diagnosis.Case) {
	f.list.RemoveAll()
	for at, finding := range f.found {
		if at > 0 {
			finding.Tell = "" // one thing to say at a time: that of the gravest
		}
		f.list.Add(f.line(finding, c.Account))
	}
	if len(f.list.Objects) == 0 {
		f.list.Add(nothingFound())
	}
	f.tellFaults()
	f.content.Refresh()
}

// tellFaults says, with the first account that is shown, which of the clinic's own causes are left out and why.
func (f *findings) tellFaults() {
	faults := f.o.Faults()
	if f.told || len(faults) == 0 {
		return
	}
	f.told = true
	f.list.Add(parts.Spread(theme.Grid, parts.NewIcon(parts.Warning.Icon(), parts.Warning.Fore()),
		parts.NewParagraph(lang.L("Some of the clinic's own causes are left out. First: {{.Fault}}", map[string]any{"Fault": faults[0].Error()}), parts.Caption), nil))
}

func nothingFound() fyne.CanvasObject {
	return parts.Spread(theme.Grid, parts.NewIcon(parts.Good.Icon(), parts.Good.Fore()),
		parts.NewParagraph(lang.L("Nothing here keeps them out. Ask at which screen it stopped, and what it said."), parts.Plain), nil)
}

// line is the finding with the button that mends it, and below both what to tell the caller and the most telling evidence.
func (f *findings) line(finding diagnosis.Finding, a client.Account) fyne.CanvasObject {
	tone := toneOf(finding.Severity)
	facts := spoken(finding.Facts, f.o.Clock)
	sentence := lang.L(finding.Sentence, facts)
	below := parts.Column(theme.Half)
	if finding.Tell != "" {
		below.Add(parts.NewParagraph(lang.L("Say: “{{.Words}}”", map[string]any{"Words": f.tell(finding)}), parts.Caption))
	}
	if len(finding.Evidence) > 0 {
		below.Add(parts.NewParagraph(f.evidence(finding.Evidence[0]), parts.Caption))
		f.addRest(below, sentence, finding.Evidence[1:])
	}
	below.Hidden = len(below.Objects) == 0
	return &fyne.Container{Layout: findingLayout{}, Objects: []fyne.CanvasObject{
		parts.NewIcon(tone.Icon(), tone.Fore()), parts.NewParagraph(sentence, parts.Plain), f.button(finding, sentence, a), below,
	}}
}

// tell is what to say to the caller.
func (f *findings) tell(finding diagnosis.Finding) string {
	tongue := f.o.Script.Now()
	return tongue.L(finding.Tell, spoken(finding.Facts, f.o.Clock.In(tongue)))
}

// addRest folds away the evidence of a finding that tells less.
func (f *findings) addRest(below *fyne.Container, of string, rest []diagnosis.Evidence) {
	if len(rest) == 0 {
		return
	}
	lines := parts.Column(theme.Half)
	for _, e := range rest {
		lines.Add(parts.NewParagraph(f.evidence(e), parts.Caption))
	}
	fold := parts.NewFold(lang.L("{{.Count}} more", map[string]any{"Count": len(rest)}), lines)
	fold.Head().Call(of)
	fold.Head().OnFocus = func() { f.o.Reveal(f.content) }
	fold.OnChanged = func(bool) { f.content.Refresh() }
	below.Add(fold)
}

// evidence is one fact in a line: when, what, and what the portal says of it.
func (f *findings) evidence(e diagnosis.Evidence) string {
	said := []string{lang.L(e.Sentence)}
	if !e.At.IsZero() {
		said = append([]string{f.o.Clock.Since(e.At)}, said...)
	}
	if e.Detail != "" {
		said = append(said, e.Detail)
	}
	return strings.Join(said, " · ")
}

// button mends the finding, or leads to the account it points to; an empty box when there is nothing to press.
func (f *findings) button(finding diagnosis.Finding, of string, a client.Account) fyne.CanvasObject {
	switch {
	case finding.Mends != "":
		if op, known := operation.ByID(finding.Mends); known {
			return f.action(lang.L(op.Title), of, func() { f.o.Mend(op.ID) })
		}
	case finding.Code == "merged" && a.MergedInto != "":
		return f.action(lang.L("Open it"), of, func() { f.o.OpenOther(a.MergedInto) })
	case finding.Code == "duplicate" && len(a.DuplicateOf) > 0:
		return f.action(lang.L("Open the other"), of, func() { f.o.OpenOther(a.DuplicateOf[0]) })
	}
	return parts.NewBox(parts.Look{}, nil)
}

func (f *findings) action(word, of string, do func()) fyne.CanvasObject {
	action := parts.NewAction(word, do)
	action.Call(of)
	action.OnFocus = func() { f.o.Reveal(f.content) }
	return action
}

func toneOf(severity diagnosis.Severity) parts.Tone {
	switch severity {
	case diagnosis.Blocks:
		return parts.Bad
	case diagnosis.Warns:
		return parts.Warning
	default:
		return parts.Info
	}
}

// spoken is the facts with times as an agent says them.
func spoken(facts map[string]any, clock phrase.Clock) map[string]any {
	words := maps.Clone(facts)
	for name, fact := range facts {
		if t, ok := fact.(time.Time); ok {
			words[name] = clock.Since(t)
		}
	}
	return words
}

// findingLayout sets icon, sentence and button side by side and what belongs to it below them.
type findingLayout struct{}

func (findingLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	icon, sentence, button, tell := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize(), objects[3]
	size := fyne.NewSize(icon.Width+sentence.Width+button.Width+2*theme.Grid, max(icon.Height, sentence.Height, button.Height))
	if tell.Visible() {
		size.Height += tell.MinSize().Height + theme.Half
	}
	return size
}

func (findingLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	icon, sentence, button, tell := objects[0], objects[1], objects[2], objects[3]
	icon.Resize(icon.MinSize())
	icon.Move(fyne.NewPos(0, 1))
	least := button.MinSize()
	button.Resize(least)
	button.Move(fyne.NewPos(size.Width-least.Width, 0))
	x := icon.MinSize().Width + theme.Grid
	width := max(0, size.Width-x-least.Width-theme.Grid)
	sentence.Resize(fyne.NewSize(width, sentence.MinSize().Height))
	height := max(sentence.MinSize().Height, least.Height)
	top := float32(0)
	if sentence.MinSize().Height < least.Height {
		top = (least.Height - sentence.MinSize().Height) / 2
		icon.Move(fyne.NewPos(0, (least.Height-icon.MinSize().Height)/2))
	}
	sentence.Move(fyne.NewPos(x, top))
	sentence.Resize(fyne.NewSize(width, sentence.MinSize().Height))
	tell.Move(fyne.NewPos(x, height+theme.Half))
	tell.Resize(fyne.NewSize(max(0, size.Width-x), tell.MinSize().Height))
}
