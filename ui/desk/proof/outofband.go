package proof

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// outOfBand offers the contacts on file to send a code to or to call back, and takes the code in once one is out.
func (p *Panel) outOfBand() []fyne.CanvasObject {
	intro := lang.L("Identified. For passwords, codes and logins the caller must also hold a contact on file.")
	if p.subject.Check.Level(p.o.Clock.Now()) == client.Unproven {
		intro = lang.L("The proof has ended. Prove the caller once more.")
	}
	objects := []fyne.CanvasObject{parts.NewParagraph(intro, parts.Muted)}
	if sent := p.subject.Check.State().CodeSent; sent != nil {
		objects = append(objects, p.codeField(*sent)...)
	}
	for _, contact := range p.subject.Account.Contacts {
		objects = append(objects, p.contactRow(contact))
	}
	if len(p.subject.Account.Contacts) == 0 {
		objects = append(objects, parts.NewParagraph(nowhere(), parts.Plain))
	}
	return append(objects, p.said()...)
}

func nowhere() string {
	return lang.L("No contact is on file. The caller must come to the clinic with an identity card, or a supervisor must decide.")
}

// contactRow is one contact with what can be done with it, or why it proves nothing now.
func (p *Panel) contactRow(contact client.Contact) fyne.CanvasObject {
	why := p.whyNot(contact)
	send := parts.NewAction(lang.L("Send code"), func() { p.sendCode(contact.ID) })
	send.SetGreyed(p.busy || why != "")
	buttons := parts.Line(theme.Half, send)
	if contact.Kind == client.ContactPhone {
		back := parts.NewAction(lang.L("Called back"), func() { p.confirmCallBack(contact) })
		back.SetGreyed(p.busy || why != "")
		buttons.Add(back)
	}
	if p.first == nil && why == "" {
		p.first = send
	}
	if why == "" {
		return parts.Line(theme.Grid, parts.NewText(contact.Masked, parts.Plain), layout.NewSpacer(), buttons)
	}
	text := parts.Column(0, parts.NewText(contact.Masked, parts.Plain), parts.NewParagraph(why, parts.Caption))
	return parts.Spread(theme.Grid, nil, text, buttons)
}

// whyNot is why a contact cannot prove a caller now; empty when it can.
func (p *Panel) whyNot(contact client.Contact) string {
	now := p.o.Clock.Now()
	switch {
	case contact.ProvesFrom.After(now):
		return lang.L("Changed {{.Ago}}: it proves nothing until {{.From}}",
			map[string]any{"Ago": p.o.Clock.Ago(contact.ChangedAt), "From": p.o.Clock.Since(contact.ProvesFrom)})
	case !contact.Consented:
		return lang.L("The patient did not agree to be written to here")
	default:
		return ""
	}
}

func (p *Panel) sendCode(contact client.ContactID) {
	check := p.subject.Check
	p.step(func(ctx context.Context) error {
		_, err := check.SendCode(ctx, contact)
		return err
	}, func() { p.last = message{parts.Info, lang.L("A code is on its way. Only the newest one counts.")} })
}

// codeField takes the code the caller reads out.
func (p *Panel) codeField(sent client.SentCode) []fyne.CanvasObject {
	code := parts.NewEntry(lang.L("The code the caller reads out"))
	submit := func() { p.checkCode(code) }
	code.OnEnter = submit
	check := parts.NewAction(lang.L("Check"), submit)
	check.Weight = parts.Main
	check.SetGreyed(p.busy)
	p.first = code
	left := parts.NewText("", parts.Caption)
	p.count(func() { left.SetText(codeLeft(sent, p.o.Clock.Now())) })
	return []fyne.CanvasObject{parts.Spread(theme.Half, nil, code, check), left}
}

func codeLeft(sent client.SentCode, now time.Time) string {
	if !now.Before(sent.ExpiresAt) {
		return lang.L("The code sent to {{.To}} has expired. Send a new one.", map[string]any{"To": sent.To})
	}
	return lang.L("Sent to {{.To}} · good for {{.Left}} · tries left: {{.Tries}}", map[string]any{
		"To": sent.To, "Left": phrase.Timer(sent.ExpiresAt.Sub(now)), "Tries": sent.AttemptsLeft,
	})
}

// count shows something that counts down, now and every second.
func (p *Panel) count(tick func()) {
	tick()
	p.ticking = append(p.ticking, tick)
}

func (p *Panel) checkCode(field *parts.Entry) {
	code, check := strings.TrimSpace(field.Text), p.subject.Check
	if code == "" {
		return
	}
	p.step(func(ctx context.Context) error {
		_, err := check.Code(ctx, code)
		return err
	}, func() {
		if check.Level(p.o.Clock.Now()) >= client.ProvenByOOB {
			p.last = message{}
			return
		}
		p.last = message{parts.Bad, lang.L("Code: no match")}
	})
}

// confirmCallBack asks before the agent's word is recorded.
func (p *Panel) confirmCallBack(contact client.Contact) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(p.content)
	if canvas == nil {
		return
	}
	dialog := &parts.Dialog{Title: lang.L("Did you call this number back?")}
	dialog.Body = parts.NewParagraph(lang.L("You hung up, dialled {{.To}} as it is on file, and the caller answered. Your name stands for it in the trail.",
		map[string]any{"To": contact.Masked}), parts.Plain)
	yes := parts.NewAction(lang.L("I called back"), func() {
		dialog.Close()
		p.callBack(contact.ID)
	})
	yes.Weight = parts.Main
	dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Not yet"), dialog.Close), yes}
	dialog.Closed = func() { p.o.Log.Debug("dialog closed", "name", "call-back") }
	p.o.Log.Debug("dialog shown", "name", "call-back")
	dialog.Show(canvas)
}

func (p *Panel) callBack(contact client.ContactID) {
	check := p.subject.Check
	p.step(func(ctx context.Context) error {
		_, err := check.CallBack(ctx, contact)
		return err
	}, func() { p.last = message{} })
}

// proven says how long the proof is good for.
func (p *Panel) proven() []fyne.CanvasObject {
	left := parts.NewText("", parts.Plain)
	p.count(func() {
		if proof := p.subject.Check.State().Proof; proof != nil {
			left.SetText(lang.L("Good for {{.Left}}", map[string]any{"Left": phrase.Timer(proof.ExpiresAt.Sub(p.o.Clock.Now()))}))
		}
	})
	return slices.Concat([]fyne.CanvasObject{
		parts.NewParagraph(lang.L("A contact on file answered for the caller."), parts.Plain), left,
	}, p.said())
}

// closed says what is left when the caller could not be proven.
func (p *Panel) closed() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		parts.NewParagraph(lang.L("The caller is not proven, and no more attempts are taken."), parts.Strong),
		parts.NewParagraph(lang.L("Do not say what was wrong. Ask the caller to come to the clinic with an identity card, or hand the call to a supervisor. You can still write the note."), parts.Plain),
	}
}
