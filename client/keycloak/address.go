package keycloak

import (
	"errors"
	"net/url"
	"strings"
)

var (
	errNotAddress = errors.New("not an https address")
	errNoRealm    = errors.New("the address names no realm: it should contain /realms/NAME or /admin/NAME/console")
)

// Split takes apart whatever address of a realm somebody has at hand, and answers the server's base ("https://id.example"
// or with a path) and the realm's name: the realm itself ("…/realms/patients" and anything below it), its admin console
// ("…/admin/patients/console/#/patients/users", "…/admin/master/console/#/patients") or its admin API
// ("…/admin/realms/patients"). A realm in a console's fragment is the one that was looked at, so it goes first.
func Split(address string) (server, realm string, err error) {
	parsed, err := url.Parse(strings.TrimSpace(address))
	if err != nil || parsed.Scheme != "https" || parsed.Host == "" || parsed.User != nil {
		return "", "", errNotAddress
	}
	segments := strings.Split(strings.Trim(parsed.Path, "/"), "/")
	for i := range segments {
		realm := realmAt(segments[i:], parsed.Fragment)
		if realm == "" {
			continue
		}
		base := url.URL{Scheme: parsed.Scheme, Host: parsed.Host, Path: strings.Join(segments[:i], "/")}
		return strings.TrimSuffix(base.String(), "/"), realm, nil
	}
	return "", "", errNoRealm
}

// realmAt is the realm that a path names from its first segment on, "" for none.
func realmAt(segments []string, fragment string) string {
	at := func(i int) string {
		if i < len(segments) {
			return segments[i]
		}
		return ""
	}
	switch {
	case at(0) == "realms":
		return at(1)
	case at(0) == "admin" && at(1) == "realms":
		return at(2)
	case at(0) == "admin" && at(2) == "console":
		if seen, _, _ := strings.Cut(strings.TrimPrefix(fragment, "/"), "/"); seen != "" {
			return seen
		}
		return at(1)
	}
	return ""
}

// RealmURL is the address of a realm, as [Config] wants it.
func RealmURL(server, realm string) string {
	return strings.TrimRight(server, "/") + "/realms/" + url.PathEscape(realm)
}
