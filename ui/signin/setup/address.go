package setup

import (
	"strings"

	"portaldesk/client/keycloak"
)

// tidy is an address as a person pastes it, brought into the form of a profile: with https where no scheme was given,
// without blanks and a slash at the end, and without what the given endings begin.
func tidy(text string, endings ...string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	for _, ending := range endings {
		if before, _, found := strings.Cut(text, ending); found {
			text = before
		}
	}
	return strings.TrimRight(text, "/")
}

// administrators is the realm of those who run a Keycloak. Its console manages the others.
const administrators = "master"

// keycloakRealm takes apart whatever address of a Keycloak was pasted: of the server, of a realm, of its admin API, or of a
// page of the admin console. realm is empty when the address does not say which; that of the administrators is not meant,
// unless it is the realm's own address.
func keycloakRealm(text string) (server, realm string) {
	text = tidy(text)
	server, realm, err := keycloak.Split(text)
	switch {
	case err != nil:
		return text, ""
	case realm == administrators && !strings.Contains(text, "/realms/"):
		return server, ""
	default:
		return server, realm
	}
}
