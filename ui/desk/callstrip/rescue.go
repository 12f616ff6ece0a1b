package callstrip

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// rescue is the way out for a note that the desk cannot save: a file in a folder that the agent chooses.
type rescue struct {
	s     *Strip
	offer *fyne.Container // the button
	said  *parts.Notice
}

func newRescue(s *Strip) *rescue {
	r := &rescue{s: s, said: parts.NewNotice()}
	r.offer = parts.Line(0, parts.NewAction(lang.L("Write the note to a file…"), r.choose))
	r.clear()
	return r
}

// needed shows the button while what is in the window is nowhere else.
func (r *rescue) needed() {
	if r.s.o.PickFolder != nil {
		r.offer.Show()
	}
}

func (r *rescue) clear() {
	r.offer.Hide()
	r.said.Clear()
}

func (r *rescue) choose() {
	r.s.o.PickFolder(r.write)
}

// write writes the note as it is in the window. The name of the file says nothing about the patient.
func (r *rescue) write(folder string) {
	if r.s.call == nil {
		return
	}
	note, path := r.s.call.Draft().Note, filepath.Join(folder, "note-"+r.s.o.Clock.Stamp()+".txt")
	var err error
	r.s.o.Runner.Go(func(context.Context) { err = r.s.o.Desk.WriteNote(path, note) }, func() { r.ended(path, err) })
}

func (r *rescue) ended(path string, err error) {
	if err != nil {
		said := phrase.Writing(err)
		r.said.Say(parts.Bad, said.Title, said.Detail())
	} else {
		r.said.Say(parts.Good, lang.L("The note is in a file"),
			lang.L("It holds patient data: delete it when the desk has saved the note. {{.File}}", map[string]any{"File": path}))
	}
	r.s.lay()
}
