package shell

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
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
	profiles, id := h.shell.workplace.Profiles, h.desk.Profile.ID
	now := h.desk.Profile.Reasons
	if kept, known := profiles.Get(id); known {
		now = kept.Reasons
	}
	reasons.Show(reasons.Options{Now: now, Runner: h.bridge.runner, Log: h.shell.workplace.Log, Canvas: h.shell.window.Canvas(),
		Keep: func(changed call.Reasons) error {
			kept, known := profiles.Get(id)
			if !known {
				kept = h.desk.Profile
			}
			kept.Reasons = changed
			return profiles.Save(kept)
		}})
}

// say shows a sentence over the window.
func (h *house) say(said phrase.Sentence) {
	dialog := &parts.Dialog{Title: said.Title, Body: parts.Stack(theme.Gap, parts.NewParagraph(said.Detail(), parts.Plain))}
	dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), dialog.Close)}
	dialog.Show(h.shell.window.Canvas())
}
