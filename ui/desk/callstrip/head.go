package callstrip

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/call"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// head is the first line: the clock and its buttons, whether the draft is saved, and the button that closes the call.
type head struct {
	content *fyne.Container
	phase   *parts.Pill
	clock   *parts.Text
	buttons map[call.Phase]*parts.Action
	back    *parts.Pill
	state   *parts.Text
	icon    *parts.Icon
	discard *parts.Action
	// well: the draft is saved. large: the text is, and the room is small.
	well, large bool
}

// pausing is the phase that is entered least.
const pausing = call.Paused

func newHead(s *Strip) *head {
	h := &head{
		phase: parts.NewPill(parts.Neutral, "", ""), clock: parts.NewText("00:00", clockStyle),
		back:  parts.NewPill(parts.Info, toolkit.IconNameHistory, lang.L("Brought back after a restart")),
		state: parts.NewText("", parts.Caption), icon: parts.NewIcon("", ""),
		buttons: map[call.Phase]*parts.Action{},
	}
	h.discard = parts.NewAction(lang.L("Discard"), s.Discard)
	save := parts.NewAction(lang.L("Save and close"), s.Close)
	save.Weight, save.Shortcut = parts.Main, parts.ShortcutText(parts.Ctrl(fyne.KeyReturn))
	h.content = parts.Flow(theme.Grid, h.phase, h.clock,
		h.button(s, call.Hold, parts.Ctrl(fyne.KeyH)), h.button(s, call.Paused, parts.CtrlShift(fyne.KeyH)),
		h.button(s, call.Wrap, parts.Ctrl(fyne.KeyT)), h.back, layout.NewSpacer(),
		parts.Line(theme.Half, h.icon, h.state), h.discard, save)
	return h
}

var clockStyle = parts.Style{Color: theme.Text, Size: toolkit.SizeNameSubHeadingText, Bold: true, Mono: true}

func (h *head) button(s *Strip, phase call.Phase, shortcut fyne.Shortcut) *parts.Action {
	button := parts.NewAction(phaseButton(phase), func() { s.Toggle(phase) })
	button.Shortcut = parts.ShortcutText(shortcut)
	h.buttons[phase] = button
	return button
}

func phaseButton(phase call.Phase) string {
	switch phase {
	case call.Hold:
		return lang.L("Hold")
	case call.Wrap:
		return lang.L("Wrap up")
	default:
		return lang.L("Pause")
	}
}

// show shows the phase. The button of the phase the call is in leads back to talking.
func (h *head) show(current *call.Call, draft call.Draft) {
	now := current.Phase()
	word := phrase.Phase(now)
	h.phase.Set(word.Tone, word.Icon, word.Text)
	for phase, button := range h.buttons {
		button.SetText(phaseButton(phase))
		if phase == now {
			button.SetText(lang.L("Go on"))
		}
	}
	h.buttons[pausing].Hidden = h.large && now != pausing
	h.offerDiscard(draft)
	h.tick(current)
}

// offerDiscard offers to drop the call for as long as nothing happened in it. In large text the menu alone does.
func (h *head) offerDiscard(draft call.Draft) {
	offered := !h.large && draft.Account == "" && draft.Note == "" && len(draft.Done) == 0
	if h.discard.Visible() == offered {
		return
	}
	if offered {
		h.discard.Show()
	} else {
		h.discard.Hide()
	}
	h.content.Refresh()
}

// tick shows how long the call has been in the phase it is in.
func (h *head) tick(current *call.Call) {
	times := current.Times()
	spans := map[call.Phase]string{
		call.Talk: phrase.Timer(times.Talk), call.Hold: phrase.Timer(times.Hold),
		call.Wrap: phrase.Timer(times.Wrap), call.Paused: phrase.Timer(times.Paused),
	}
	h.clock.SetText(spans[current.Phase()])
}

func (h *head) setBroughtBack(shown bool) {
	if shown {
		h.back.Show()
	} else {
		h.back.Hide()
	}
}

func (h *head) saving() { h.tell("", parts.Neutral, lang.L("Saving …")) }

func (h *head) saved() { h.tell(toolkit.IconNameConfirm, parts.Good, lang.L("Draft saved")) }

func (h *head) notSaved() { h.tell(toolkit.IconNameWarning, parts.Bad, lang.L("Not saved")) }

// tell says how the draft is. In large text a mark is enough for what goes as it should.
func (h *head) tell(icon fyne.ThemeIconName, tone parts.Tone, word string) {
	h.well = tone != parts.Bad
	h.state.Hidden = h.large && h.well
	h.icon.Set(icon, tone.Fore())
	h.state.Set(word, parts.Caption.In(tone.Fore()))
	h.content.Refresh()
}
