package shell

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/app/hours"
	"portaldesk/app/profile"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/settings/deskhours"
	"portaldesk/ui/settings/notes"
	"portaldesk/ui/settings/reasons"
	"portaldesk/ui/theme"
)

// editTemplates opens the note templates, or says why there are none to be changed.
func (h *house) editTemplates() {
	customs := h.desk.Customs
	if customs.Templates == nil {
		said := phrase.Templates(customs.TemplatesProblem)
		h.say(said)
		return
	}
	notes.Show(notes.Options{Book: customs.Templates, Runner: h.bridge.runner, Log: h.shell.workplace.Log,
		Canvas: h.shell.window.Canvas(), Reasons: h.desk.Profile.Reasons})
}

// editReasons opens the wrap-up codes as they are kept by now.
func (h *house) editReasons() {
	reasons.Show(reasons.Options{Now: h.kept().Reasons, Runner: h.bridge.runner, Log: h.shell.workplace.Log, Canvas: h.shell.window.Canvas(),
		Keep: func(changed call.Reasons) error {
			kept := h.kept()
			kept.Reasons = changed
			return h.shell.workplace.Profiles.Save(kept)
		}})
}

// editHours opens the desk hours as they are kept by now.
func (h *house) editHours() {
	deskhours.Show(deskhours.Options{Now: h.kept().Hours, About: h.desk.About, Runner: h.bridge.runner, Log: h.shell.workplace.Log,
		Canvas: h.shell.window.Canvas(), Keep: func(changed hours.Rules) error {
			kept := h.kept()
			kept.Hours = changed
			return h.shell.workplace.Profiles.Save(kept)
		}})
}

// kept is the profile as it is kept by now; that of the demo is in memory only.
func (h *house) kept() profile.Profile {
	if kept, known := h.shell.workplace.Profiles.Get(h.desk.Profile.ID); known {
		return kept
	}
	return h.desk.Profile
}

// say shows a sentence over the window.
func (h *house) say(said phrase.Sentence) {
	dialog := &parts.Dialog{Title: said.Title, Body: parts.Stack(theme.Gap, parts.NewParagraph(said.Detail(), parts.Plain))}
	dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), dialog.Close)}
	dialog.Show(h.shell.window.Canvas())
}
