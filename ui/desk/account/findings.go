package account

import (
	"maps"
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
}

func newFindings(o Options) *findings {
	f := &findings{o: o, list: parts.Column(theme.Grid)}
	f.content = parts.Column(theme.Grid, parts.NewText(lang.L("Why can't they sign in?"), parts.Strong), f.list)
	return f
}

func (f *findings) show(c diagnosis.Case) {
	f.list.RemoveAll()
	for at, finding := range diagnosis.Find(c) {
		if at > 0 {
			finding.Tell = "" // one thing to say at a time: that of the gravest
		}
		f.list.Add(f.line(finding, c.Account))
	}
	if len(f.list.Objects) == 0 {
		f.list.Add(nothingFound())
	}
	f.content.Refresh()
}

func nothingFound() fyne.CanvasObject {
	return parts.Spread(theme.Grid, parts.NewIcon(parts.Good.Icon(), parts.Good.Fore()),
		parts.NewParagraph(lang.L("Nothing here keeps them out. Ask at which screen it stopped, and what it said."), parts.Plain), nil)
}

// line is the evidence with the button that mends it, and below both what to tell the caller.
func (f *findings) line(finding diagnosis.Finding, a client.Account) fyne.CanvasObject {
	tone := toneOf(finding.Severity)
	facts := spoken(finding.Facts, f.o.Clock)
	tell := parts.NewParagraph("", parts.Caption)
	if finding.Tell == "" {
		tell.Hide()
	} else {
		tell.SetText(lang.L("Say: “{{.Words}}”", map[string]any{"Words": lang.L(finding.Tell, facts)}))
	}
	return &fyne.Container{Layout: findingLayout{}, Objects: []fyne.CanvasObject{
		parts.NewIcon(tone.Icon(), tone.Fore()), parts.NewParagraph(lang.L(finding.Sentence, facts), parts.Plain), f.button(finding, a), tell,
	}}
}

// button mends the finding, or leads to the account it points to; an empty box when there is nothing to press.
func (f *findings) button(finding diagnosis.Finding, a client.Account) fyne.CanvasObject {
	switch {
	case finding.Mends != "":
		if op, known := operation.ByID(finding.Mends); known {
			return f.action(lang.L(op.Title), func() { f.o.Mend(op.ID) })
		}
	case finding.Code == "merged" && a.MergedInto != "":
		return f.action(lang.L("Open it"), func() { f.o.OpenOther(a.MergedInto) })
	case finding.Code == "duplicate" && len(a.DuplicateOf) > 0:
		return f.action(lang.L("Open the other"), func() { f.o.OpenOther(a.DuplicateOf[0]) })
	}
	return parts.NewBox(parts.Look{}, nil)
}

func (f *findings) action(word string, do func()) fyne.CanvasObject {
	action := parts.NewAction(word, do)
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

// findingLayout sets icon, sentence and button side by side and what to tell the caller below them.
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
