package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/diagnosis"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// histories is what happened lately: sign-in attempts, mail, where the patient is signed in, and earlier calls; one of
// them at a time.
type histories struct {
	o       Options
	content *fyne.Container
	which   *parts.Segments
	list    *parts.List
	none    *parts.Paragraph

	all   []history
	words []string // what each is called
	at    int
	calls []client.Call // as they are listed
}

// history is one list as it is shown, or why there is none.
type history struct {
	lines []line
	none  string
}

func newHistories(o Options) *histories {
	h := &histories{o: o, none: parts.NewParagraph("", parts.Muted), all: make([]history, 4)}
	h.list = parts.NewList(func() fyne.CanvasObject { return newLineRow() }, func(at int, content fyne.CanvasObject) {
		if lines := h.all[h.at].lines; at < len(lines) {
			content.(*lineRow).set(lines[at])
		}
	})
	h.list.OnOpen = h.open
	h.words = []string{lang.L("Sign-ins"), lang.L("Mail"), lang.L("Signed in at"), lang.L("Calls")}
	h.which = parts.NewSegments(h.words, h.pick)
	h.which.Call(lang.L("What happened lately"))
	h.which.Choose(0)
	body := container.NewStack(h.list, parts.Inset(theme.Grid, 0, h.none))
	h.which.OnFocus = func() { h.o.Reveal(h.content) }
	h.content = &fyne.Container{Layout: historiesLayout{}, Objects: []fyne.CanvasObject{h.which, body}}
	return h
}

func (h *histories) pick(at int) {
	h.at = at
	h.list.Call(h.words[at])
	h.refill()
}

func (h *histories) show(c diagnosis.Case) {
	h.all = []history{
		{attemptLines(c, h.o.Clock), reasonFor(c, client.ShowsSignIns, lang.L("Nobody tried to sign in lately."))},
		{mailLines(c, h.o.Clock), reasonFor(c, client.ShowsMail, lang.L("The portal sent nothing lately."))},
		{sessionLines(c, h.o.Clock), reasonFor(c, client.ShowsSessions, lang.L("The patient is signed in nowhere."))},
		{callLines(c, h.o), reasonFor(c, client.ReadsCalls, lang.L("Nobody called about this account before."))},
	}
	h.calls = c.Calls
	h.refill()
}

// callsAt is where the calls are among the histories.
const callsAt = 3

// open shows a call whole. Of everything else the line says all that is known.
func (h *histories) open(row int) {
	if h.at == callsAt && row < len(h.calls) {
		h.o.OpenCall(h.calls[row])
	}
}

func (h *histories) refill() {
	now := h.all[h.at]
	h.list.SetRows(len(now.lines))
	h.none.SetText(now.none)
	if len(now.lines) > 0 {
		h.list.Show()
		h.none.Hide()
	} else {
		h.list.Hide()
		h.none.Show()
	}
}

// reasonFor is why a history is empty: the portal does not offer it, the role may not see it, it could not be read, or
// there is nothing in it.
func reasonFor(c diagnosis.Case, ability client.Ability, empty string) string {
	err, missing := c.Missing[ability]
	if !missing {
		return empty
	}
	switch client.KindOf(err) {
	case client.NotOffered:
		return lang.L("This portal does not show it.")
	case client.Forbidden:
		return lang.L("Your role does not see it.")
	default:
		return lang.L("It could not be read. Read the account again with F5.")
	}
}

// historyHeight is what two rows take; more are scrolled to.
const historyHeight = 2 * (theme.Row + theme.Half)

// historiesLayout gives the list what is left below the choice, and never less than two rows.
type historiesLayout struct{}

func (historiesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	head := objects[0].MinSize()
	return fyne.NewSize(max(head.Width, objects[1].MinSize().Width), head.Height+theme.Half+historyHeight)
}

func (historiesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, objects[0].MinSize().Height))
	top := objects[0].MinSize().Height + theme.Half
	objects[1].Move(fyne.NewPos(0, top))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-top)))
}
