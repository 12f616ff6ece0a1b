package phone

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// asked is what the card of the caller shows, in the order in which agents ask.
var asked = []client.IdentifierKind{
	client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPostcode,
}

// CallAs has the patient of the account call: the phone shows what they answer when they are asked who they are, so that
// one person can play both sides. The desk itself never shows it.
func (p *Phone) CallAs(account client.AccountID) {
	p.caller.Objects = nil
	if p.o.Truth != nil {
		p.caller.Objects = p.answers(p.o.Truth(account))
	}
	p.content.Refresh()
}

func (p *Phone) answers(truth map[client.IdentifierKind]string) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, kind := range asked {
		if answer := truth[kind]; answer != "" {
			rows = append(rows, parts.Spread(theme.Grid, parts.NewText(phrase.Identifier(kind), parts.Caption),
				nil, parts.NewText(answer, parts.Strong)))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	title := parts.NewText(lang.L("You are calling. If you are asked:"), parts.Caption.In(parts.Info.Fore()))
	card := parts.NewBox(cardLook, parts.Stack(theme.Half, append([]fyne.CanvasObject{title}, rows...)...))
	return []fyne.CanvasObject{parts.Inset(theme.Grid, theme.Grid, card)}
}
