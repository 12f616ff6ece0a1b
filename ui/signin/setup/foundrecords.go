package setup

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// recordsRefused warns that the server that was named for calls and the trail does not take them. The accounts can be worked with
// all the same, so it keeps nobody from going on.
func (f *found) recordsRefused() []fyne.CanvasObject {
	if f.trial.Records != nil {
		return recordsSilent(f.trial.Records)
	}
	offer := f.trial.About.Abilities[client.KeepsCalls]
	if !f.profile.RecordsElsewhere() || offer.Offered && f.trial.Session.May(client.KeepsCalls) {
		return nil
	}
	why := []string{lang.L("It refused, or is another kind of server."), lang.L("Go back and check its address. The sign-in has to be good there too."),
		lang.L("Until it takes them, they stay on this computer.")}
	if offer.Reason != "" {
		why = []string{phrase.FromPortal(offer.Reason), phrase.FromPortal(offer.WayAround)}
	}
	notice := parts.NewNotice()
	notice.Say(parts.Warning, lang.L("The server you named takes no calls"), strings.Join(why, " "))
	return []fyne.CanvasObject{notice}
}

// recordsSilent warns that the server does not answer now, and says why where that is more than its silence.
func recordsSilent(err error) []fyne.CanvasObject {
	var said []string
	if client.KindOf(err) != client.Offline {
		said = append(said, lang.L("The reason: {{.Why}}.", map[string]any{"Why": strings.TrimRight(phrase.Of(err).Title, ".")}))
	}
	said = append(said, lang.L("Go back and check its address, or go on: until it answers, calls and the trail wait on this computer."))
	notice := parts.NewNotice()
	notice.Say(parts.Warning, lang.L("The server you named for calls does not answer"), strings.Join(said, " "))
	return []fyne.CanvasObject{notice}
}
