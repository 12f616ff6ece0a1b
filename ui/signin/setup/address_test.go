package setup

import "testing"

func TestWhateverAddressOfAKeycloakIsPastedIsUnderstood(t *testing.T) {
	for pasted, want := range map[string][2]string{
		"id.example.org":                                                                    {"https://id.example.org", ""},
		" https://id.example.org/ ":                                                         {"https://id.example.org", ""},
		"https://id.example.org/realms/patients":                                            {"https://id.example.org", "patients"},
		"https://id.example.org:8443/realms/patients/account/#/security":                    {"https://id.example.org:8443", "patients"},
		"https://id.example.org/realms/patients/.well-known/openid-configuration":           {"https://id.example.org", "patients"},
		"https://id.example.org/auth/realms/patients/protocol/openid-connect/auth?x=secret": {"https://id.example.org/auth", "patients"},
		"https://id.example.org/admin/master/console/#/patients/users":                      {"https://id.example.org", "patients"},
		"https://id.example.org/admin/patients/console/":                                    {"https://id.example.org", "patients"},
		"https://id.example.org/admin/master/console/":                                      {"https://id.example.org", ""},
		"https://id.example.org/auth/admin/master/console/#/master":                         {"https://id.example.org/auth", ""},
		"https://id.example.org/admin/realms/patients/users?search=secret":                  {"https://id.example.org", "patients"},
	} {
		if server, realm := keycloakRealm(pasted); [2]string{server, realm} != want {
			t.Errorf("%s is %q, %q; want %q", pasted, server, realm, want)
		}
	}
}

func TestAnAddressIsTidiedAndNeverMadeSafeByGuessing(t *testing.T) {
	for _, c := range []struct {
		pasted  string
		endings []string
		want    string
	}{
		{"", nil, ""},
		{" portal.example.org/ ", nil, "https://portal.example.org"},
		{"http://portal.example.org", nil, "http://portal.example.org"}, // refused later, and said
		{"https://id.example.org/scim/v2/Users?filter=x", []string{"/Users"}, "https://id.example.org/scim/v2"},
	} {
		if got := tidy(c.pasted, c.endings...); got != c.want {
			t.Errorf("%q is %q, want %q", c.pasted, got, c.want)
		}
	}
}
