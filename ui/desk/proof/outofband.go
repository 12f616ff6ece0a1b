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
	objects := append(p.counted(), parts.NewParagraph(p.outOfBandIntro(), parts.Muted))
	if sent := p.subject.Check.State().CodeSent; sent != nil {
		objects = append(objects, p.codeField(*sent)...)
	}
	contacts := p.usable()
	for _, contact := range contacts {
		objects = append(objects, p.contactRow(contact))
	}
	if len(contacts) == 0 {
		objects = append(objects, parts.NewParagraph(nowhere(), parts.Plain))
	}
	return append(objects, p.said()...)
}

func (p *Panel) outOfBandIntro() string {
	switch state := p.subject.Check.State(); {
	case state.Required == 0:
		return lang.L("Nothing is on file here to compare with. Only a call back proves this caller.")
	case p.subject.Check.Level(p.o.Clock.Now()) == client.Unproven:
		return lang.L("The proof has ended. Prove the caller once more.")
	case !p.sendsCodes():
		return lang.L("Identified. No codes can be sent from here: for passwords, codes and logins call a number on file back.")
	default:
		return lang.L("Identified. For passwords, codes and logins the caller must also hold a contact on file.")
	}
}

// sendsCodes says whether anybody can send a code to a contact.
func (p *Panel) sendsCodes() bool { return p.o.Policy.CodeMinutes > 0 }

// usable are the contacts with which something could be done: those that codes can be sent to, and the phones.
func (p *Panel) usable() []client.Contact {
	return slices.DeleteFunc(slices.Clone(p.subject.Account.Contacts), func(c client.Contact) bool {
		return !p.takesCodes(c) && c.Kind != client.ContactPhone
	})
}

// takesCodes says whether codes can be sent to a contact, whatever its owner agreed to.
func (p *Panel) takesCodes(c client.Contact) bool {
	return p.sendsCodes() && !c.NoCodes && c.ID != client.ChartContact
}

func nowhere() string {
	return lang.L("No contact is on file. The caller must come to the clinic with an identity card, or a supervisor must decide.")
}

// contactRow is one contact with what can be done with it, or why it proves nothing now.
func (p *Panel) contactRow(contact client.Contact) fyne.CanvasObject {
	buttons, why := p.contactButtons(contact)
	if why == "" && contact.ID != client.ChartContact {
		return parts.Flow(theme.Half, append([]fyne.CanvasObject{parts.NewText(number(contact), parts.Plain), layout.NewSpacer()}, buttons...)...)
	}
	text := parts.Column(0, parts.NewParagraph(number(contact), parts.Plain))
	if why != "" {
		text.Add(parts.NewParagraph(why, parts.Caption))
	}
	if len(buttons) > 1 {
		return parts.Column(theme.Half, text, parts.Flow(theme.Half, buttons...))
	}
	return parts.Spread(theme.Grid, nil, text, parts.Line(0, buttons...))
}

// contactButtons are what can be done with a contact, and why some of it cannot now.
func (p *Panel) contactButtons(contact client.Contact) (buttons []fyne.CanvasObject, why string) {
	new := p.tooNew(contact)
	why = new
	if p.takesCodes(contact) {
		silent := unwilling(contact)
		buttons = append(buttons, p.button(lang.L("Send code"), contact, new == "" && silent == "", func() { p.sendCode(contact.ID) }))
		if why == "" {
			why = silent
		}
	}
	if contact.Kind == client.ContactPhone {
		buttons = append(buttons, p.button(lang.L("Called back"), contact, new == "", func() { p.confirmCallBack(contact) }))
	}
	return buttons, why
}

// button does something with a contact, if it may be done. The first that may gets the focus.
func (p *Panel) button(word string, with client.Contact, may bool, do func()) fyne.CanvasObject {
	action := parts.NewAction(word, do)
	action.Call(number(with))
	action.SetGreyed(p.busy || !may)
	if p.first == nil && may {
		p.first = action
	}
	return action
}

// number is the contact as it may be shown.
func number(contact client.Contact) string {
	if contact.ID == client.ChartContact {
		return lang.L("The number in the patient's chart")
	}
	return contact.Masked
}

// tooNew is why a contact proves nobody yet; empty when it does.
func (p *Panel) tooNew(contact client.Contact) string {
	if !contact.ProvesFrom.After(p.o.Clock.Now()) {
		return ""
	}
	from := map[string]any{"Ago": p.o.Clock.Ago(contact.ChangedAt), "From": p.o.Clock.Since(contact.ProvesFrom)}
	if contact.ChangedAt.IsZero() {
		return lang.L("Changed lately: it proves nothing until {{.From}}", from)
	}
	return lang.L("Changed {{.Ago}}: it proves nothing until {{.From}}", from)
}

// unwilling is why no code may be sent to a contact; empty when one may.
func unwilling(contact client.Contact) string {
	if contact.Consented {
		return ""
	}
	return lang.L("The patient did not agree to be written to here")
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
	code.Private = true
	submit := func() { p.checkCode(code) }
	code.OnEnter = submit
	check := parts.NewAction(lang.L("Check"), submit)
	check.Weight = parts.Main
	check.SetGreyed(p.busy)
	p.first = code
	left := parts.NewParagraph("", parts.Caption)
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
	dialog.Body = parts.NewParagraph(calledBack(contact), parts.Plain)
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

// calledBack is what the agent gives her word for.
func calledBack(contact client.Contact) string {
	if contact.ID == client.ChartContact {
		return lang.L("You hung up, looked the number up in the patient's chart, dialled it, and the caller answered. A number the caller told you does not count. Your name stands for it in the trail.")
	}
	return lang.L("You hung up, dialled {{.To}} as it is on file, and the caller answered. Your name stands for it in the trail.",
		map[string]any{"To": contact.Masked})
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
	by := lang.L("A contact on file answered for the caller.")
	if p.subject.Check.State().Required == 0 {
		by = lang.L("The number in the patient's chart answered for the caller.")
	}
	return slices.Concat([]fyne.CanvasObject{parts.NewParagraph(by, parts.Plain), left}, p.counted(), p.said())
}

// closed says what was tried and what is left when the caller could not be proven.
func (p *Panel) closed() []fyne.CanvasObject {
	return slices.Concat(p.counted(), []fyne.CanvasObject{
		parts.NewParagraph(lang.L("The caller is not proven, and no more attempts are taken."), parts.Strong),
		parts.NewParagraph(lang.L("Do not say what was wrong. Ask the caller to come to the clinic with an identity card, or hand the call to a supervisor. You can still write the note."), parts.Plain),
	}, p.counts())
}
