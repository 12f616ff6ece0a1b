package proof

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// message is what the last step led to.
type message struct {
	tone parts.Tone
	text string
}

// begin opens the verification of a caller.
func (p *Panel) begin(caller app.Caller) {
	var check Check
	account := p.subject.Account.ID // another one may be on the screen by the time the work begins
	p.step(func(ctx context.Context) (err error) {
		check, err = p.o.Begin(ctx, account, caller)
		return err
	}, func() {
		p.subject.Check, p.subject.Name = check, caller.Name
		p.tried = map[client.IdentifierKind]bool{}
		p.last = message{}
	})
}

// step asks the portal for one thing, one at a time, shows what came of it, and goes to where the next one begins unless the agent
// has gone elsewhere meanwhile. done is called when it went well.
func (p *Panel) step(ask func(context.Context) error, done func()) {
	if p.busy {
		return
	}
	p.busy = true
	p.last = message{parts.Neutral, lang.L("Asking the portal …")}
	asked, spot := p.subject, parts.SpotIn(p.content)
	p.draw()
	var err error
	p.o.Runner.Go(func(ctx context.Context) { err = ask(ctx) }, func() {
		p.busy = false
		if p.subject.Account.ID != asked.Account.ID || p.subject.Check != asked.Check {
			p.draw()
			return
		}
		p.settle(err, done)
		if !spot.Elsewhere() {
			p.Focus()
		}
	})
}

// settle shows how a step went.
func (p *Panel) settle(err error, done func()) {
	if err != nil {
		p.shut = client.CodeOf(err) == "verification-closed"
		p.last = message{parts.Warning, phrase.Of(err).String() + p.untilWhen(err)}
	} else {
		done()
	}
	p.draw()
	p.o.Changed()
	p.log()
}

func (p *Panel) log() {
	if p.subject.Check == nil {
		return
	}
	state := p.subject.Check.State()
	p.o.Log.Debug("verification", "level", int(p.subject.Check.Level(p.o.Clock.Now())), "matched", len(state.Matched))
}

// said is the line below the fields: an icon and a sentence, or nothing.
func (p *Panel) said() []fyne.CanvasObject {
	if p.last.text == "" {
		return nil
	}
	icon := parts.NewIcon(p.last.tone.Icon(), p.last.tone.Fore())
	return []fyne.CanvasObject{parts.Spread(theme.Half, icon, parts.NewParagraph(p.last.text, parts.Plain), nil)}
}
