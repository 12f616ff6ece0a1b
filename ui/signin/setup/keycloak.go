package setup

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/client/keycloak"
	"portaldesk/ui/parts"
)

// keycloak asks for one address, whichever of the server's pages it is of, and for the realm only when that does not name it.
func (f *form) keycloak() []*entry {
	address := f.text(words{entryURL, lang.L("Address"), lang.L("Paste any address of it: the server's, the realm's, or that of a page of the admin console.")},
		addressOf, func(text string) string { return tidy(text) })
	typed := address.focus.(*parts.Entry)
	realm := parts.NewEntry("")
	asked := f.entry(words{entryRealm, lang.L("Realm"), lang.L("The one that patients sign in to.")}, realm, realm)
	realm.OnChanged = func(string) { f.changed(asked) }
	f.keys(realm, asked)
	address.put = func(p *profile.Profile, _ bool) { p.URL = realmAddress(keycloakRealm(typed.Text)) }
	asked.put = func(p *profile.Profile, asked bool) {
		if asked {
			p.URL = realmAddress(p.URL, strings.TrimSpace(realm.Text))
		}
	}
	return []*entry{address, asked.only(func(p profile.Profile) bool { return p.URL != "" && !namesRealm(p) })}
}

// realmAddress is a realm's own address, or the server's while no realm is known.
func realmAddress(server, realm string) string {
	if realm == "" || server == "" {
		return server
	}
	return keycloak.RealmURL(server, realm)
}

func namesRealm(p profile.Profile) bool { return strings.Contains(p.URL, "/realms/") }
