package operate

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/language"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Options is what the bar needs.
type Options struct {
	Runner parts.Runner
	Log    *slog.Logger
	Clock  phrase.Clock
	// Setting is what an operation's form depends on, Perform the one road of every operation.
	Setting func(client.Account) operation.Setting
	Perform func(ctx context.Context, op operation.Operation, account client.Account, values operation.Values) (client.Outcome, error)
	// Changed is called with the account after an operation, Reread when the account on the screen is not the portal's any
	// more, Prove when the caller has to be proven first.
	Changed       func(client.Account)
	Reread, Prove func()
	// Reveal scrolls to the bar when one of its buttons got the focus.
	Reveal func(fyne.CanvasObject)
	// Approver is how a second person is asked, Card where one signs in who came to the desk: signIn is called off the UI goroutine,
	// done on it after that went well.
	Approver Approver
	Card     func(signIn func(context.Context, client.Credentials) error, done func()) SignInCard
	// Copier answers what puts a secret onto the clipboard for a while; it is nil, or answers nil, where that is not allowed.
	Copier func() func(secret string)
	// Script is the tongue in which a secret is spelled.
	Script language.Chosen
}

// Bar is the buttons of all operations and the line that explains the one that is looked at.
type Bar struct {
	o       Options
	content *fyne.Container
	row     *fyne.Container
	icon    *parts.Icon
	why     *parts.Paragraph
	buttons map[operation.ID]*parts.Action

	account   client.Account
	standings map[operation.ID]app.Standing
	secret    *parts.Dialog // the one that shows a secret, nil while none does
	asking    *asking       // of the form that is open, nil while none is
}

// New makes a bar without buttons; Show fills it.
func New(o Options) *Bar {
	b := &Bar{o: o, row: parts.Flow(theme.Half), icon: parts.NewIcon("", ""), why: parts.NewParagraph("", parts.Muted),
		buttons: map[operation.ID]*parts.Action{}}
	line := parts.Spread(theme.Half, b.icon, b.why, nil)
	b.content = parts.Column(theme.Half, b.row, line)
	return b
}

// Content is what the window shows.
func (b *Bar) Content() fyne.CanvasObject { return b.content }

// Show brings the buttons in line with what can be done to an account now. The buttons stay the same ones, so that the
// focus stays where it is.
func (b *Bar) Show(account client.Account, standings []app.Standing) {
	b.account, b.standings = account, map[operation.ID]app.Standing{}
	for _, standing := range standings {
		b.standings[standing.Operation.ID] = standing
		b.button(standing.Operation).SetGreyed(!opens(standing))
	}
	b.summarize(common(standings))
}

// opens says whether an operation's form can be opened: where only a second person's word is missing, it is asked for there.
func opens(standing app.Standing) bool {
	return standing.Barrier == app.NoBarrier || standing.Barrier == app.BarrierSecondPerson
}

// Approvals takes in what was asked for and decided.
func (b *Bar) Approvals(all []client.Approval) {
	if b.asking != nil {
		b.asking.took(all)
	}
}

// TakeSecretOff closes the dialog that shows a secret, if one does.
func (b *Bar) TakeSecretOff() {
	if b.secret != nil {
		b.secret.Close()
	}
}

// Focus goes to the first button that can be used, and says whether there is one.
func (b *Bar) Focus() bool {
	for _, object := range b.row.Objects {
		if action, ok := object.(*parts.Action); ok && !action.Greyed {
			parts.Focus(action)
			return true
		}
	}
	return false
}

// button finds the button of an operation, and makes it the first time.
func (b *Bar) button(op operation.Operation) *parts.Action {
	if button, made := b.buttons[op.ID]; made {
		return button
	}
	button := parts.NewAction(lang.L(op.Title), func() { b.Start(op.ID) })
	button.Shortcut = parts.ShortcutText(Shortcut(op.ID))
	button.OnFocus = func() { b.o.Reveal(b.content) }
	button.OnExplain = func() { b.explain(b.standings[op.ID]) }
	b.buttons[op.ID] = button
	b.row.Add(button)
	return button
}

// common is what stands in the way of most: a missing call or proof, said before any button is looked at.
func common(standings []app.Standing) app.Standing {
	counts, most := map[app.Barrier]int{}, app.Standing{}
	for _, standing := range standings {
		switch standing.Barrier {
		case app.BarrierOffline, app.BarrierNoCall, app.BarrierProof:
			counts[standing.Barrier]++
			if counts[standing.Barrier] > counts[most.Barrier] {
				most = standing
			}
		}
	}
	return most
}

// explain says what is in the way of one operation, what that means, and the way around.
func (b *Bar) explain(standing app.Standing) { b.say(phrase.Barrier(standing).String()) }

// summarize says in short what is in the way of most.
func (b *Bar) summarize(standing app.Standing) {
	said := phrase.Barrier(standing)
	said.Body = ""
	b.say(said.String())
}

func (b *Bar) say(text string) {
	b.why.SetText(text)
	b.icon.Set("", "")
	if text != "" {
		b.icon.Set(parts.Info.Icon(), parts.Neutral.Fore())
	}
	b.content.Refresh()
}

// Start opens the form of an operation. When something is in the way it goes to the button and says what.
func (b *Bar) Start(id operation.ID) {
	standing, known := b.standings[id]
	if !known {
		return
	}
	if !opens(standing) {
		parts.Focus(b.buttons[id])
		b.explain(standing)
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(b.content); canvas != nil {
		newForm(b, standing).show(canvas)
	}
}
