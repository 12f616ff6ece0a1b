package calls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	queue "portaldesk/app/outbox"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// pane is one whole call, with what belongs to it.
type pane struct {
	s       *Screen
	entry   entry // what is shown; the zero value for nothing
	linked  linked
	links   parts.Latest
	buttons buttons
	why     *parts.Paragraph // why a greyed button is
	about   *fyne.Container  // when it was, and its note
	later   *fyne.Container  // what was added to it
	rest    *fyne.Container  // everything else
	body    *fyne.Container  // all of that
	scroll  *parts.Scroll
	content *parts.Box
}

// buttons are what can be done with the call.
type buttons struct{ back, account, amend, other *parts.Action }

func newPane(s *Screen) *pane {
	p := &pane{s: s, why: parts.NewParagraph("", parts.Caption), about: parts.Stack(theme.Gap), later: parts.Stack(theme.Grid),
		rest: parts.Stack(theme.Gap)}
	p.links = parts.Latest{Runner: s.o.Runner, Gap: rest(s.o.Gap)}
	p.buttons = buttons{back: parts.NewAction(lang.L("Back to the list"), p.goBack),
		account: parts.NewAction(lang.L("Open the account"), p.openAccount),
		amend:   parts.NewAction(lang.L("Amend…"), s.Amend), other: parts.NewAction("", p.openOther)}
	p.buttons.back.Icon = toolkit.NavigateBackIcon()
	p.buttons.amend.Shortcut = parts.ShortcutText(amendKeys)
	p.buttons.account.OnExplain = p.explainAccount
	p.buttons.amend.OnExplain = p.explainAmend
	p.why.Hide()
	row := parts.Flow(theme.Grid, p.buttons.back, p.buttons.account, p.buttons.amend, p.buttons.other)
	p.body = parts.Stack(theme.Gap, p.about, p.later, p.rest)
	p.scroll = parts.Scrolling(parts.Inset(0, theme.Grid, p.body))
	p.content = parts.NewBox(paneLook, parts.Frame(parts.Inset(0, theme.Grid, parts.Stack(theme.Half, row, p.why)),
		parts.Inset(theme.Grid, 0, p.scroll), nil))
	p.content.Hide()
	return p
}

var paneLook = parts.Look{Fill: theme.Surface, Border: theme.Border, Radius: theme.Round, Vertical: 12, Horizontal: theme.Half}

// show shows a call from its top, and has read what belongs to it.
func (p *pane) show(e entry) {
	if p.entry.ID == e.ID && p.entry.State == e.State && p.entry.Note == e.Note && p.entry.Outcome == e.Outcome {
		return
	}
	same := p.entry.ID == e.ID && p.entry.State == e.State
	p.entry = e
	p.about.Objects, p.rest.Objects = p.heading(), p.whole()
	p.why.Hide()
	p.grey()
	if !same {
		p.linked = linked{}
		p.scroll.ScrollToTop()
		p.readLinked()
	}
	p.relink()
}

// lay gives everything its place anew, from the inside out: what wraps knows its height only then.
func (p *pane) lay() {
	for _, c := range []*fyne.Container{p.about, p.later, p.rest, p.body} {
		c.Refresh()
	}
	p.scroll.Refresh()
	p.content.Refresh()
}

// stay keeps the call, or forgets it when there is none on the list.
func (p *pane) stay(rows bool) {
	if !rows {
		p.entry = entry{}
		p.links.Supersede()
	}
}

// grey brings the buttons in line with the call.
func (p *pane) grey() {
	p.buttons.account.SetGreyed(p.entry.Account == "")
	p.buttons.amend.SetGreyed(!p.s.o.Access.Keeps || p.entry.State == queue.Refused)
	p.buttons.other.Hidden = p.other() == nil
	if p.entry.Amends != "" {
		p.buttons.other.SetText(lang.L("The call it amends"))
	} else {
		p.buttons.other.SetText(lang.L("The call before"))
	}
}

func (p *pane) explainAccount() {
	if p.buttons.account.Greyed {
		p.explain(lang.L("The caller of this call was never found, so no account belongs to it."))
	}
}

func (p *pane) explainAmend() {
	switch {
	case !p.s.o.Access.Keeps:
		p.explain(lang.L("Your role does not write calls, nor amend them."))
	case p.entry.State == queue.Refused:
		p.explain(lang.L("The portal did not take this call yet. Mend it in the outbox."))
	}
}

func (p *pane) explain(why string) {
	p.why.SetText(why)
	p.why.Show()
	p.content.Refresh()
}

// first is the button that a way into the pane leads to.
func (p *pane) first() *parts.Action {
	if p.buttons.back.Visible() {
		return p.buttons.back
	}
	return p.buttons.account
}

func (p *pane) setBack(shown bool) { p.buttons.back.Hidden = !shown }

func (p *pane) goBack() {
	p.s.view.showList()
	parts.Focus(p.s.view.list)
}

func (p *pane) openAccount() { p.s.o.Desk.Open(p.entry.Account) }

func (p *pane) openOther() {
	if other := p.other(); other != nil {
		p.s.follow(*other)
		parts.Focus(p.first())
	}
}
