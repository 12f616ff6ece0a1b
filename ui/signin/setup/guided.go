package setup

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/ui/parts"
)

// guided asks which vendor's console is worked with, and for the vendor's export of its patients, where there is one.
func (f *form) guided() []*entry {
	return []*entry{f.guide(), f.ownGuide(),
		f.file(words{"guided.directory", lang.L("List of patients (optional)"),
			lang.L("A CSV file that the vendor's console exported. Without one you write down who calls, call by call.")}, []string{".csv", ".txt"},
			func(p *profile.Profile) *string { return &p.Guided.Directory })}
}

// ownGuide is the name that stands for a file of one's own in the choice of guides.
const ownFile = "\x00file"

// guide offers the vendors whose guides come with the program, and a file of one's own.
func (f *form) guide() *entry {
	names, titles := []string{}, []string{}
	for _, guide := range f.guides {
		names, titles = append(names, guide.Name), append(titles, guide.Title)
	}
	names, titles = append(names, ownFile), append(titles, lang.L("Another one: a guide of our own"))
	chooser := parts.NewChooser(lang.L("Choose the vendor"), titles, nil)
	e := f.entry(words{"guided.guide", lang.L("Whose console is it?"), lang.L("The desk shows this vendor's steps for everything you do.")}, chooser, chooser)
	if now := f.base.Guided.Guide; now != "" {
		at := slices.Index(names, now)
		if at < 0 {
			at = len(names) - 1
		}
		chooser.SetSelectedIndex(at)
	}
	chooser.OnChanged = func(string) { f.changed(e) }
	chooser.OnSubmitted = f.submit
	e.put = func(p *profile.Profile, _ bool) {
		p.Guided.Guide = ""
		if at := chooser.SelectedIndex(); at >= 0 {
			p.Guided.Guide = names[at]
		}
	}
	return e
}

// ownGuide asks for the file.
func (f *form) ownGuide() *entry {
	own := func(p *profile.Profile) *string { return &p.Guided.Guide }
	e := f.file(words{"guided.guide", lang.L("Guide"), lang.L("A text file with the steps. The guides that come with the program show how it is written.")},
		[]string{".txt"}, own)
	if slices.ContainsFunc(f.guides, func(g Guide) bool { return g.Name == f.base.Guided.Guide }) {
		e.focus.(*parts.Entry).SetText("") // what stands there is the name of another guide
	}
	put := e.put
	e.put = func(p *profile.Profile, asked bool) {
		if asked {
			put(p, true)
		}
	}
	return e.only(func(p profile.Profile) bool { return p.Guided.Guide == ownFile })
}

func tidyPath(text string) string { return strings.TrimSpace(text) }
