package keycloak

import (
	"slices"

	"portaldesk/client"
)

// offers is what the realm can do, and why not. It may be asked of no standing: then everything that a Keycloak can do counts
// as offered.
func (s *standing) offers() map[client.Ability]client.Offer {
	offered := map[client.Ability]client.Offer{
		client.ResetByCode:      {Reason: "Keycloak sends links, not codes.", WayAround: "Send a link, or give a temporary password."},
		client.IssuesAccessCode: {Reason: "Keycloak has no access codes.", WayAround: "Send the invitation again, or give a temporary password."},
	}
	for _, ability := range []client.Ability{
		client.ResetByTemporary, client.ActivatesAccount, client.DeactivatesIt, client.EndsSessions, client.ShowsSessions,
		client.CorrectsContact,
	} {
		offered[ability] = client.Offer{Offered: true}
	}
	for ability, offer := range map[client.Ability]func(*standing) client.Offer{
		client.ResetByLink: (*standing).writes, client.ResendsInvitation: (*standing).writes, client.ShowsMail: (*standing).keepsMail,
		client.ShowsSignIns: (*standing).keepsSignIns, client.UnlocksAccount: (*standing).locks, client.ChangesLoginID: (*standing).renames,
	} {
		offered[ability] = client.Offer{Offered: true}
		if s != nil {
			offered[ability] = offer(s)
		}
	}
	return offered
}

func (s *standing) writes() client.Offer {
	if s.mailOff || s.realm.SMTPServer != nil && s.realm.SMTPServer["host"] == "" {
		return client.Offer{
			Reason:    "This realm has no mail server, so Keycloak cannot write to patients.",
			WayAround: "Give a temporary password. An administrator sets the mail server under Realm settings, Email.",
		}
	}
	return client.Offer{Offered: true}
}

// keepsMail: messages to a patient are seen in the events of two kinds.
func (s *standing) keepsMail() client.Offer {
	if s.events != nil && !s.events.EventsEnabled && !s.events.AdminEventsEnabled {
		return client.Offer{
			Reason:    "This realm keeps no events, so Keycloak does not know what it sent.",
			WayAround: "Ask the patient to look for the mail. An administrator switches on Realm settings, Events, Save events.",
		}
	}
	return client.Offer{Offered: true}
}

func (s *standing) keepsSignIns() client.Offer {
	if s.events == nil || s.events.keeps(eventSignInFailed) {
		return client.Offer{Offered: true}
	}
	return client.Offer{
		Reason:    "This realm keeps no sign-in events, so Keycloak does not know who tried.",
		WayAround: "Ask the patient what the page says. An administrator switches on Realm settings, Events, User events, Save events.",
	}
}

// keeps says whether events of a type are kept. A realm that names no types keeps all of them.
func (e *eventsConfig) keeps(kind string) bool {
	return e.EventsEnabled && (len(e.EnabledEventTypes) == 0 || slices.Contains(e.EnabledEventTypes, kind))
}

func (s *standing) locks() client.Offer {
	if s.realm.BruteForceProtected == nil || *s.realm.BruteForceProtected {
		return client.Offer{Offered: true}
	}
	return client.Offer{
		Reason:    "This realm locks nobody: brute-force detection is off.",
		WayAround: "Look whether the account is deactivated. Brute-force detection is under Realm settings, Security defenses.",
	}
}

// renames: where the address is the login ID, the server takes another login ID, answers yes and changes nothing.
func (s *standing) renames() client.Offer {
	switch {
	case s.realm.EmailAsUsername:
		return client.Offer{
			Reason:    "In this realm the e-mail address is the login ID.",
			WayAround: "Correct the e-mail address: it changes the login ID as well.",
		}
	case s.loginIDFixed || s.realm.EditUsernameAllowed != nil && !*s.realm.EditUsernameAllowed:
		return client.Offer{
			Reason:    "In this realm login IDs cannot be changed.",
			WayAround: "Tell the patient the login ID on file. An administrator switches on Realm settings, Login, Edit username.",
		}
	}
	return client.Offer{Offered: true}
}

// offers says whether the realm can do it, as far as is known.
func (c *Client) offers(ability client.Ability) bool { return c.known.Load().offers()[ability].Offered }

// emailIsLogin says whether the address is the login ID.
func (c *Client) emailIsLogin() bool {
	s := c.known.Load()
	return s != nil && s.realm.EmailAsUsername
}
