package shell

import (
	"io/fs"
	"path"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"portaldesk/assets"
	"portaldesk/client/guided"
	"portaldesk/ui/signin/setup"
)

// guides are the vendors' guides that come with the program.
func (s *Shell) guides() []setup.Guide {
	files, err := fs.Glob(assets.Guides, "guides/*.txt")
	if err != nil {
		s.workplace.Log.Error("the guides cannot be listed", "cause", err)
	}
	var guides []setup.Guide
	for _, file := range files {
		text, err := assets.Guides.ReadFile(file)
		if err != nil {
			s.workplace.Log.Error("a guide cannot be read", "cause", err)
			continue
		}
		guide, err := guided.Parse(string(text))
		if err != nil {
			s.workplace.Log.Error("a guide cannot be understood", "cause", err)
			continue
		}
		guides = append(guides, setup.Guide{Name: strings.TrimSuffix(path.Base(file), path.Ext(file)), Title: guide.Product})
	}
	return guides
}

// pickFile lets the agent choose a file with one of the endings.
func (s *Shell) pickFile(endings []string, picked func(path string)) {
	pick := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			s.workplace.Log.Warn("no file could be chosen", "cause", err)
		}
		if file == nil || err != nil {
			return
		}
		defer file.Close()
		picked(file.URI().Path())
	}, s.window)
	pick.SetFilter(storage.NewExtensionFileFilter(endings))
	pick.SetTitleText(lang.L("Choose a file"))
	pick.SetView(dialog.ListView)
	pick.Resize(fyne.NewSize(pickWidth, pickHeight))
	s.closeOnEscape(pick)
	pick.Show()
}

const (
	pickWidth  = 760
	pickHeight = 520
)

// closeOnEscape gives the toolkit's dialog the key that closes all of ours, for as long as it is open.
func (s *Shell) closeOnEscape(d dialog.Dialog) {
	canvas := s.window.Canvas()
	before := canvas.OnTypedKey()
	canvas.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape {
			d.Hide()
		}
	})
	d.SetOnClosed(func() { canvas.SetOnTypedKey(before) })
}
