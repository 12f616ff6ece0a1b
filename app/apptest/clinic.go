package apptest

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
)

// Clinic is a demo portal and an installation that reaches it.
type Clinic struct {
	Portal    *demoportal.Server
	Workplace *app.Workplace
	// Profile leads to the portal. It is on the installation's list once somebody has signed in, or the test saved it.
	Profile profile.Profile
	// Dir is the installation's folder: the profiles, what desks keep, and the portal's certificate authority.
	Dir string
}

// New opens a clinic for one test. The ring is the installation's keyring; a clock in the options is also that of the
// desks.
func New(t testing.TB, ring secret.Ring, options demoportal.Options) *Clinic {
	t.Helper()
	if options.Now == nil {
		options.Now = time.Now
	}
	portal, dir := StartPortal(t, options), t.TempDir()
	c := &Clinic{Portal: portal, Dir: dir, Profile: profile.Profile{ID: profile.NewID(), Name: "Riverside",
		Kind: profile.KindAdminAPI, URL: portal.URL(), CAFile: filepath.Join(dir, "ca.pem")}}
	if err := portal.WriteCA(c.Profile.CAFile); err != nil {
		t.Fatal(err)
	}
	c.Workplace = &app.Workplace{Ring: ring, Dial: Dial, Log: slog.New(slog.DiscardHandler), Now: options.Now}
	c.Restart(t)
	return c
}

// StartPortal starts a demo portal that says nothing and ends with the test.
func StartPortal(t testing.TB, options demoportal.Options) *demoportal.Server {
	t.Helper()
	options.Logger = slog.New(slog.DiscardHandler)
	portal, err := demoportal.Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = portal.Close() })
	return portal
}

// Dial reaches the portal of a profile as the program does.
func Dial(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
	return adminapi.New(adminapi.Config{BaseURL: p.URL, CAFile: p.CAFile}, tokens)
}

// Restart makes a new workplace with what a new run of the program reads from the installation's folder. Close the
// desks of the one before.
func (c *Clinic) Restart(t testing.TB) {
	t.Helper()
	profiles, err := profile.Open(c.Dir)
	if err != nil {
		t.Fatal(err)
	}
	again := *c.Workplace
	again.Profiles = profiles
	c.Workplace = &again
}
