package diagnosis_test

import (
	"slices"
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/diagnosis"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// opened is the case of one of the demo portal's cast, as the desk reads it.
func opened(t *testing.T, desk *app.Desk, name string) diagnosis.Case {
	t.Helper()
	page, err := desk.Search(t.Context(), client.Query{Text: name})
	if err != nil || len(page.Items) == 0 {
		t.Fatalf("%s: %d found, %v", name, len(page.Items), err)
	}
	c, err := desk.Open(t.Context(), page.Items[0].ID)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	c.About = desk.About
	return c
}

func codes(findings []diagnosis.Finding) (out []string) {
	for _, f := range findings {
		out = append(out, f.Code)
	}
	return out
}

// TestARealPortalsPatients reads cases from a portal that answers over HTTPS, with the portal's own policy.
func TestARealPortalsPatients(t *testing.T) {
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Seed: 1, Accounts: 60})
	desk := clinic.SignIn(t, client.RoleSenior)
	for _, tc := range []struct {
		name string
		said diagnosis.Said
		want []string // among what is found, in this order
	}{
		{"Alvarez, Maria", nil, []string{"locked"}},
		{"Baker, Thomas", nil, []string{"locked-until"}},
		{"Nguyen, Thi Mai", nil, []string{"code-expired"}},
		{"王芳", nil, []string{"older-code", "never-activated", "sign-in-before-set-up"}},
		{"O'Brien, Siobhán", diagnosis.Said{diagnosis.AskTyped: "email"}, []string{"email-as-login-id", "mail-bounced"}},
		{"Youssef Haddad", nil, []string{"temporary-expired", "reset-pending"}},
		{"Anna Petrova", nil, []string{"deactivated"}},
		{"Minjun Kim", nil, []string{"second-factor-clock"}},
		{"Minjun Kim", diagnosis.Said{diagnosis.AskPhone: "lost"}, []string{"second-factor-lost"}},
		{"Brown, William", nil, []string{"deceased"}},
		{"Johnson, Robert", nil, []string{"mail-suppressed"}},
		{"Suharto", nil, []string{"never-invited"}},
		{"Rossi, Luca", nil, []string{"declined"}},
		{"Tremblay, Noah", nil, []string{"grown-up"}},
		{"Tremblay, Noah", diagnosis.Said{diagnosis.AskCaller: "parent"}, []string{"parent-too-late"}},
		{"Silva, Ana", nil, []string{"no-contact"}},
		{"Okafor, Chidi", diagnosis.Said{diagnosis.AskCaller: "parent", diagnosis.AskAccount: "patients"}, []string{"on-the-patients-login", "minor"}},
		{"Kowalska-Żak, Zofia", nil, []string{"contact-changed"}},
		{"Reed, Grace", diagnosis.Said{diagnosis.AskAt: "other-portal"}, []string{"wrong-portal"}},
	} {
		c := opened(t, desk, tc.name)
		c.Said = tc.said
		got := codes(diagnosis.Find(c))
		at := -1
		for _, code := range tc.want {
			i := slices.Index(got, code)
			if i <= at {
				t.Errorf("%s: found %v, want %v in this order", tc.name, got, tc.want)
				break
			}
			at = i
		}
	}
}

func TestARealPatientWhomNothingKeepsOutGetsTheChecklist(t *testing.T) {
	clinic := apptest.New(t, secret.InMemory(), demoportal.Options{Seed: 1, Accounts: 60})
	c := opened(t, clinic.SignIn(t, client.RoleAgent), "Reed, Grace")
	for _, f := range diagnosis.Find(c) {
		if f.Severity != diagnosis.Informs {
			t.Errorf("found %+v", f)
		}
	}
	if steps := diagnosis.OurChecklist().Steps(c); len(steps) < 8 || steps[0].ID != "right-portal" {
		t.Errorf("steps %+v", steps)
	}
}
