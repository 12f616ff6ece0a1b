package access

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// page is what is shown while the agent signs in at her organisation's own page: where it is, and on another device the
// code to type there.
type page struct {
	attempt *Attempt
	content *fyne.Container
	left    *parts.Text
	stop    func()
}

func newPage(a *Attempt) *page {
	p := &page{attempt: a, content: parts.Stack(theme.Gap), stop: func() {}}
	p.content.Hide()
	return p
}

// show draws the page anew. unopened says that no browser could be opened here.
func (p *page) show(at client.SignInPage, unopened bool) {
	p.stop()
	p.left = parts.NewText("", parts.Muted)
	body := p.inBrowser(at, unopened)
	if at.UserCode != "" {
		body = p.onDevice(at)
	}
	look := parts.Look{Fill: theme.InfoBack, Radius: theme.Round, Vertical: theme.Gap, Horizontal: theme.Gap}
	buttons, first := p.buttons(at)
	p.content.Objects = []fyne.CanvasObject{parts.NewBox(look, parts.Stack(theme.Grid, body...)), buttons}
	p.countDown(at.ExpiresAt)
	p.content.Show()
	p.attempt.changed()
	parts.Focus(first)
}

func (p *page) hide() {
	p.stop()
	p.content.RemoveAll() // the address is nobody's business afterwards
	p.content.Hide()
	p.attempt.changed()
}

// inBrowser says to go on in the browser that was opened, or to open one by hand.
func (p *page) inBrowser(at client.SignInPage, unopened bool) []fyne.CanvasObject {
	if unopened {
		return []fyne.CanvasObject{
			parts.NewParagraph(lang.L("No browser could be opened"), parts.Heading),
			parts.NewParagraph(lang.L("Copy the address into a browser on this computer, and sign in there. Or use a code on another device."), parts.Plain),
			parts.NewParagraph(at.URL, parts.Caption), p.left,
		}
	}
	return []fyne.CanvasObject{
		parts.NewParagraph(lang.L("Go on in your browser"), parts.Heading),
		parts.NewParagraph(lang.L("The sign-in page of your organisation was opened there. Once you are in, this window goes on by itself."), parts.Plain),
		p.left,
	}
}

// onDevice shows what to type on the other device, large.
func (p *page) onDevice(at client.SignInPage) []fyne.CanvasObject {
	address := parts.Style{Color: theme.Text, Size: toolkit.SizeNameSubHeadingText, Bold: true}
	code := parts.Style{Color: theme.Text, Size: theme.SizeSecret, Bold: true, Mono: true}
	return []fyne.CanvasObject{
		parts.NewParagraph(lang.L("Sign in on another device"), parts.Heading),
		parts.NewParagraph(lang.L("Open this address on your phone or another computer:"), parts.Plain),
		parts.NewParagraph(at.URL, address),
		parts.NewParagraph(lang.L("and type this code there:"), parts.Plain),
		parts.NewParagraph(at.UserCode, code),
		p.left,
	}
}

func (p *page) buttons(at client.SignInPage) (row fyne.CanvasObject, first *parts.Action) {
	cancel := parts.NewAction(lang.L("Cancel"), p.attempt.GiveUp)
	if at.UserCode != "" {
		first = parts.NewAction(lang.L("Use the browser here"), p.attempt.otherWay)
		return parts.Flow(theme.Grid, first, cancel), cancel
	}
	first = parts.NewAction(lang.L("Open the page again"), func() { p.attempt.browseAgain(at.URL) })
	copied := parts.NewAction(lang.L("Copy the address"), func() { p.attempt.s.Copy(at.URL) })
	device := parts.NewAction(lang.L("Use a code on another device"), p.attempt.otherWay)
	return parts.Flow(theme.Grid, first, copied, device, cancel), first
}

// countDown says for how long the page helps, where that is known.
func (p *page) countDown(until time.Time) {
	p.stop = func() {}
	if until.IsZero() {
		p.left.Hide()
		return
	}
	tick := func() {
		left := until.Sub(p.attempt.s.Now())
		if left <= 0 {
			p.left.SetText(lang.L("Time is up. Cancel, and begin again."))
			return
		}
		p.left.SetText(lang.L("Good for {{.Left}}", map[string]any{"Left": phrase.Timer(left)}))
	}
	tick()
	p.stop = p.attempt.s.Ticker.Every(time.Second, tick)
}
