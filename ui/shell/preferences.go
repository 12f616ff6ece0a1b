package shell

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/settings"
	"portaldesk/ui/language"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// preferences is the one way by which the window changes a setting: from the settings screen, and from the menu.
type preferences struct {
	shell *Shell
	file  *settings.File
	// waiting are changes that were asked for while another one was on its way to the disk, the first is that one.
	waiting []func(*settings.Settings)

	tongue   language.Tongue
	tongueOf string // the choice that the tongue was read for
}

// script is the tongue of what is said to callers.
func (p *preferences) script() language.Tongue {
	choice := p.file.Now().ScriptLanguage
	if choice == p.tongueOf {
		return p.tongue
	}
	tongue, err := language.Script(choice)
	if err != nil {
		p.shell.workplace.Log.Warn("the script stays in the window's language", "cause", err)
	}
	p.tongue, p.tongueOf = tongue, choice
	return tongue
}

// change keeps an edit and then shows what it changed. Changes are kept one after the other, in the order they were asked for.
func (p *preferences) change(edit func(*settings.Settings)) {
	p.waiting = append(p.waiting, edit)
	if len(p.waiting) == 1 {
		p.keep()
	}
}

func (p *preferences) keep() {
	edit := p.waiting[0]
	var err error
	p.shell.runner.Go(func(context.Context) { err = p.file.Change(edit) }, func() { p.kept(err) })
}

func (p *preferences) kept(err error) {
	p.waiting = p.waiting[1:]
	p.shell.workplace.Log.Debug("setting", "kept", err == nil)
	p.shell.follow(p.file.Now())
	if err != nil {
		p.shell.sayNotKept(err)
	}
	if len(p.waiting) > 0 {
		p.keep()
	}
}

// copier is what puts a secret onto the clipboard, nil while the agent may not copy any.
func (p *preferences) copier() func(secret string) {
	if !p.file.Now().CopySecrets {
		return nil
	}
	return p.shell.lending.Copy
}

// follow brings the window in line with what is set.
func (s *Shell) follow(set settings.Settings) {
	s.look.follow(set)
	if s.house != nil {
		s.house.lock.watcher.SetLimit(set.LockAfter())
		s.house.settings.Show()
	}
}

// sayNotKept says that a setting is as it was before, and why.
func (s *Shell) sayNotKept(err error) {
	s.workplace.Log.Warn("a setting was not kept", "cause", err)
	dialog := &parts.Dialog{Title: lang.L("The setting could not be kept"),
		Body: parts.Stack(theme.Gap, parts.NewParagraph(phrase.NotKept(err).Detail(), parts.Plain))}
	dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), dialog.Close)}
	dialog.Closed = func() { s.workplace.Log.Debug("dialog closed", "name", "not-kept") }
	dialog.Show(s.window.Canvas())
	s.workplace.Log.Debug("dialog shown", "name", "not-kept")
}

// settingsProblem is what is to be said of the settings as they were found at the start; empty for nothing.
func settingsProblem(err error) (title, body string) {
	if err == nil {
		return "", ""
	}
	if damaged, ok := errors.AsType[*settings.DamagedError](err); ok {
		return lang.L("The settings were damaged"),
			lang.L("Everything is set as at the beginning. The damaged file is kept as {{.File}}.", map[string]any{"File": damaged.KeptAs})
	}
	if _, ok := errors.AsType[*settings.RepairedError](err); ok {
		return lang.L("Some settings could not be read"), lang.L("They are set as at the beginning; the others are as they were.")
	}
	if errors.Is(err, settings.ErrNewer) {
		return lang.L("A newer version wrote the settings"), lang.L("Everything is set as at the beginning, and nothing can be set here.")
	}
	return lang.L("The settings cannot be read"), lang.L("Everything is set as at the beginning. What you set may not be kept.")
}
