package setup

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
)

// recordsRefused warns that the server that was named for calls and the trail does not take them. The accounts can be worked with
// all the same, so it keeps nobody from going on.
func (f *found) recordsRefused() []fyne.CanvasObject {
	offer := f.trial.About.Abilities[client.KeepsCalls]
	if !f.profile.RecordsElsewhere() || offer.Offered && f.trial.Session.May(client.KeepsCalls) {
		return nil
	}
	why := []string{lang.L("It refused, or is another kind of server."), lang.L("Go back and check its address. The sign-in has to be good there too."),
		lang.L("Until it takes them, they stay on this computer.")}
	if offer.Reason != "" {
		why = []string{lang.L(offer.Reason), lang.L(offer.WayAround)}
	}
	notice := parts.NewNotice()
	notice.Say(parts.Warning, lang.L("The server you named takes no calls"), strings.Join(why, " "))
	return []fyne.CanvasObject{notice}
}
