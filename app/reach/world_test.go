package reach_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/reach"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
)

func TestMain(m *testing.M) { secrettest.Main(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// dial reaches the portal of a profile for an agent whose tokens are in memory.
func dial(t *testing.T, p profile.Profile) client.Portal {
	t.Helper()
	portal, err := reach.Dial(p, tokens(p))
	must(t, err)
	return portal
}

func tokens(p profile.Profile) client.TokenKeeper { return secret.Tokens(secret.InMemory(), p.ID) }

// of is a profile of a kind that has all it needs and leads to nobody.
func of(kind string) profile.Profile {
	p := profile.Profile{ID: profile.NewID(), Name: "Riverside", Kind: kind, URL: "https://127.0.0.1:1"}
	p.Records.Kind = profile.RecordKinds(kind)[0]
	switch kind {
	case profile.KindKeycloak:
		p.URL += "/realms/patients"
	case profile.KindGuided:
		p.URL, p.Guided.Guide = "", "mychart"
	}
	return p
}

// export is what a vendor's console exported.
const export = `MRN,Last Name,First Name,DOB,Email,Mobile Phone,Status
100042,Reed,Grace,1984-03-12,grace.reed@example.org,503-555-0142,Activated
100043,Reed,George,1961-07-30,,,Pending Activation
`

// office is an outsourced desk: a portal without any API, worked by hand.
type office struct {
	*app.Workplace
	profile profile.Profile
}

func newOffice(t *testing.T) *office {
	t.Helper()
	dir := t.TempDir()
	p := of(profile.KindGuided)
	p.Guided.Directory = filepath.Join(dir, "export.csv")
	must(t, os.WriteFile(p.Guided.Directory, []byte(export), 0o600))
	profiles, err := profile.Open(filepath.Join(dir, "desk"))
	must(t, err)
	must(t, profiles.Save(p))
	return &office{&app.Workplace{Profiles: profiles, Ring: secrettest.Ring(t), Dial: reach.NewDialer().Dial,
		Log: slog.New(slog.DiscardHandler), Now: time.Now}, p}
}

// open signs an agent in, with everybody in the index and a call open.
func (o *office) open(t *testing.T) *app.Desk {
	t.Helper()
	desk, err := o.SignIn(t.Context(), o.profile, client.Credentials{Login: "mortiz"})
	must(t, err)
	t.Cleanup(func() { _ = desk.Close() })
	must(t, desk.BuildIndex(t.Context(), nil))
	_, err = desk.StartCall("en")
	must(t, err)
	return desk
}

// find opens the one account that a text finds.
func find(t *testing.T, desk *app.Desk, text string) client.Account {
	t.Helper()
	page, err := desk.Search(t.Context(), client.Query{Text: text})
	must(t, err)
	if len(page.Items) != 1 {
		t.Fatalf("%d accounts found", len(page.Items))
	}
	found, err := desk.Open(t.Context(), page.Items[0].ID)
	must(t, err)
	return found.Account
}
