package abilities

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// columnLeast is how narrow a column may be before they are set below each other.
const columnLeast = 250

// List shows every ability: first what this agent can do, then what she cannot, with the reason.
func List(about client.About, session client.Session) fyne.CanvasObject {
	can, cannot := parts.Stack(theme.Grid), parts.Stack(theme.Grid)
	var unsaid []string
	for _, ability := range phrase.Abilities() {
		offer := about.Abilities[ability]
		switch {
		case !offer.Offered && offer.Reason == "" && offer.WayAround == "":
			unsaid = append(unsaid, phrase.Ability(ability))
		case !offer.Offered:
			cannot.Add(missing(ability, offer))
		case !session.May(ability):
			cannot.Add(forbidden(ability))
		default:
			can.Add(offered(ability, offer))
		}
	}
	if len(unsaid) > 0 {
		cannot.Add(notOffered(unsaid))
	}
	return parts.Columns(columnLeast, theme.Gap, titled(lang.L("You can"), can), titled(lang.L("Not here"), cannot))
}

// titled sets a heading above a column, and says so when there is nothing in it.
func titled(title string, column *fyne.Container) fyne.CanvasObject {
	if len(column.Objects) == 0 {
		column.Add(parts.NewText(lang.L("nothing"), parts.Muted))
	}
	return parts.Stack(theme.Grid, parts.NewText(title, parts.Strong), column)
}

func offered(ability client.Ability, offer client.Offer) fyne.CanvasObject {
	why := ""
	if len(offer.Steps) > 0 {
		why = lang.L("by hand: the desk shows the steps")
	}
	return line(parts.Good.Icon(), parts.Good, phrase.Ability(ability), why)
}

func forbidden(ability client.Ability) fyne.CanvasObject {
	return line(toolkit.IconNameAccount, parts.Warning, phrase.Ability(ability), lang.L("Your role does not allow it."))
}

// missing shows the portal's own reason and way around.
func missing(ability client.Ability, offer client.Offer) fyne.CanvasObject {
	why := phrase.Sentence{Body: phrase.FromPortal(offer.Reason), Next: phrase.FromPortal(offer.WayAround)}.Detail()
	return line(toolkit.IconNameCancel, parts.Neutral, phrase.Ability(ability), why)
}

// notOffered are those of which the portal does not say more.
func notOffered(words []string) fyne.CanvasObject {
	return line(toolkit.IconNameCancel, parts.Neutral, lang.L("Not offered by the portal:"), strings.Join(words, " · "))
}

// line is a word with its icon, and below it what there is to say of it.
func line(icon fyne.ThemeIconName, tone parts.Tone, word, why string) fyne.CanvasObject {
	words := parts.Stack(0, parts.NewParagraph(word, parts.Plain))
	if why != "" {
		words.Add(parts.NewParagraph(why, parts.Caption))
	}
	return parts.Spread(theme.Grid, parts.Top(parts.NewIcon(icon, tone.Fore())), words, nil)
}
