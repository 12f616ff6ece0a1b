package keycloak_test

import (
	"testing"

	"portaldesk/client/keycloak"
)

func TestSplitTakesWhateverAddressIsAtHand(t *testing.T) {
	for address, want := range map[string][2]string{
		"https://id.example/realms/patients":                                          {"https://id.example", "patients"},
		"https://id.example/realms/patients/":                                         {"https://id.example", "patients"},
		"  https://id.example:8443/auth/realms/patients ":                             {"https://id.example:8443/auth", "patients"},
		"https://id.example/realms/patients/.well-known/openid-configuration":         {"https://id.example", "patients"},
		"https://id.example/realms/patients/account?referrer=x":                       {"https://id.example", "patients"},
		"https://id.example/admin/patients/console/":                                  {"https://id.example", "patients"},
		"https://id.example/admin/master/console/#/patients/users":                    {"https://id.example", "patients"},
		"https://id.example/auth/admin/master/console/#/patients/users/4711/settings": {"https://id.example/auth", "patients"},
		"https://id.example/admin/realms/patients/users":                              {"https://id.example", "patients"},
		"https://id.example/realms/river%20side":                                      {"https://id.example", "river side"},
	} {
		server, realm, err := keycloak.Split(address)
		if err != nil || server != want[0] || realm != want[1] {
			t.Errorf("%s: %q, %q, %v", address, server, realm, err)
		}
	}
	for _, address := range []string{
		"", "patients", "http://id.example/realms/patients", "https:///realms/patients", "https://id.example", "https://id.example/realms",
		"https://id.example/admin/", "https://agent:secret@id.example/realms/patients", "https://id.example/\x7f/realms/x", "ftp://id.example/realms/x",
	} {
		if server, realm, err := keycloak.Split(address); err == nil {
			t.Errorf("%q is taken as %q, %q", address, server, realm)
		}
	}
}

func TestRealmURLIsSplitAgain(t *testing.T) {
	server, realm, err := keycloak.Split(keycloak.RealmURL("https://id.example/auth/", "river side/2"))
	if err == nil && (server != "https://id.example/auth" || realm != "river side") {
		t.Errorf("%q, %q", server, realm)
	}
	if _, realm, _ := keycloak.Split(keycloak.RealmURL("https://id.example", "river side")); realm != "river side" {
		t.Errorf("realm %q", realm)
	}
}
