package abilities_test

import (
	"testing"

	"portaldesk/client"
	"portaldesk/ui/abilities"
	"portaldesk/ui/uitest"
)

func TestWhatCannotBeDoneSaysWhyAndWhatToDoInstead(t *testing.T) {
	uitest.App(t)
	about := client.About{Abilities: map[client.Ability]client.Offer{
		client.ResetByLink:      {Offered: true},
		client.ActivatesAccount: {Offered: true, Steps: []string{"Open the console."}},
		client.UnlocksAccount:   {Offered: true},
		client.IssuesAccessCode: {Reason: "It has no codes.", WayAround: "Send a link."},
	}}
	session := client.Session{Permissions: []client.Ability{client.ResetByLink, client.ActivatesAccount, client.IssuesAccessCode}}
	w := uitest.Open(t, abilities.List(about, session), 700, 800)
	w.MustSee("You can Reset a password by a link Activate accounts by hand: the desk shows the steps Not here",
		"Unlock accounts Your role does not allow it.", "Give out access codes It has no codes. Send a link.",
		"Not offered by the portal: Reset a password by a code · ")
}

func TestAnAgentWhoMayDoNothingIsToldSo(t *testing.T) {
	uitest.App(t)
	w := uitest.Open(t, abilities.List(client.About{Abilities: map[client.Ability]client.Offer{client.ResetByLink: {Offered: true}}}, client.Session{}), 700, 800)
	w.MustSee("You can nothing Not here")
}
