package shell

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
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
	s.closeOnEscape(pick)
	pick.Show()
	pick.Resize(fyne.NewSize(pickWidth, pickHeight)) // the toolkit has nothing to resize before
}

// pickFolder lets the agent choose a folder.
func (s *Shell) pickFolder(picked func(path string)) {
	pick := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			s.workplace.Log.Warn("no folder could be chosen", "cause", err)
		}
		if folder != nil && err == nil {
			picked(folder.Path())
		}
	}, s.window)
	pick.SetTitleText(lang.L("Choose a folder"))
	pick.SetView(dialog.ListView)
	s.closeOnEscape(pick)
	pick.Show()
	pick.Resize(fyne.NewSize(pickWidth, pickHeight))
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

// exportFolder is where files go that the agent asks for: her documents, or her own folder.
func exportFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	documents := filepath.Join(home, "Documents")
	if info, err := os.Stat(documents); err == nil && info.IsDir() {
		return documents
	}
	return home
}
