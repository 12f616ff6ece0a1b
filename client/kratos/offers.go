package kratos

import (
	"context"

	"portaldesk/client"
)

var offered = client.Offer{Offered: true}

// abilities are what this server can do, by what it mails and by what is known of its fields.
func (c *Client) abilities(ctx context.Context) map[client.Ability]client.Offer {
	abilities := c.abilitiesBy(c.sends(ctx))
	fields, err := c.fields(ctx)
	if err != nil { // before sign-in they may not be known
		return abilities
	}
	if fields[client.FieldLoginID] == "" {
		abilities[client.ChangesLoginID] = noLoginField
	}
	if fields[client.FieldEmail]+fields[client.FieldPhone] == "" {
		abilities[client.CorrectsContact] = noContactField
	}
	return abilities
}

func (c *Client) abilitiesBy(m mails) map[client.Ability]client.Offer {
	return map[client.Ability]client.Offer{
		client.ResetByLink:       m.offersLink(c.public != nil),
		client.ResetByCode:       mailedCode,
		client.ResetByTemporary:  temporary,
		client.ChangesLoginID:    offered,
		client.IssuesAccessCode:  m.offersCode(),
		client.ActivatesAccount:  offered,
		client.DeactivatesIt:     offered,
		client.UnlocksAccount:    unlock,
		client.EndsSessions:      offered,
		client.ResendsInvitation: m.offersInvitation(c.public != nil),
		client.CorrectsContact:   offered,
		client.ShowsSignIns:      signIns,
		client.ShowsMail:         offered,
		client.ShowsSessions:     offered,
		client.VerifiesCallers:   callers,
		client.KeepsCalls:        calls,
		client.ReadsCalls:        calls,
		client.KeepsAudit:        trail,
		client.ReadsAudit:        trail,
	}
}

const fieldsInSettings = "Have the fields named in the portal's settings."

const codeOrPage = "Hand out an access code, or let the patient ask for a new password on the portal's own sign-in page."

var (
	mailedCode = client.Offer{
		Reason:    "A code that Kratos mails works only on the page that asked for it: one ordered from here would open nothing.",
		WayAround: codeOrPage,
	}
	temporary = client.Offer{
		Reason:    "Kratos cannot make a patient change a temporary password, so it would stay for good.",
		WayAround: "Hand out an access code: with it the patient chooses a password that nobody here knows.",
	}
	unlock = client.Offer{
		Reason:    "Kratos never locks an account after wrong passwords, so there is nothing to unlock.",
		WayAround: "See whether the account is deactivated, and help the patient to a new password.",
	}
	signIns = client.Offer{
		Reason:    "Kratos keeps no record of tries to sign in.",
		WayAround: "Ask what the patient sees. Where they are signed in, and since when, stands under sessions.",
	}
	callers = client.Offer{
		Reason:    "Kratos cannot check who is calling.",
		WayAround: "The desk compares what the caller says with what is on file.",
	}
	calls = client.Offer{
		Reason:    "Kratos keeps no calls.",
		WayAround: "Name a place for calls in the portal's settings, or keep them on this computer.",
	}
	trail = client.Offer{
		Reason:    "Kratos keeps no record of what agents do.",
		WayAround: "Name a place for the trail in the portal's settings; it is kept on this computer anyway.",
	}
	noLoginField = client.Offer{
		Reason:    "Nobody has said in which field this Kratos keeps what patients sign in with.",
		WayAround: fieldsInSettings,
	}
	noContactField = client.Offer{
		Reason:    "Nobody has said in which field this Kratos keeps e-mail addresses and phone numbers.",
		WayAround: fieldsInSettings,
	}
	noPublic = client.Offer{
		Reason:    "Kratos sends mail through its public address alone, and that is not named here.",
		WayAround: "Hand out an access code, and have the public address entered in the portal's settings.",
	}
	publicSilent = client.Offer{
		Reason:    "Kratos sends mail through its public address alone, and that does not answer.",
		WayAround: codeOrPage,
	}
	noRecovery = client.Offer{
		Reason:    "Nobody can recover an account here: this Kratos has it switched off (selfservice.flows.recovery).",
		WayAround: "Ask whoever runs the server to switch it on.",
	}
	noLinks = client.Offer{
		Reason:    "This Kratos mails no links to a new password: they are switched off (selfservice.methods.link).",
		WayAround: codeOrPage + " Whoever runs the server can switch links on.",
	}
	noInvitation = client.Offer{
		Reason:    "This Kratos mails neither links to a new password nor anything to verify an address with.",
		WayAround: codeOrPage,
	}
)
