//go:build servers

package reach_test

import (
	"errors"
	"path/filepath"
	"testing"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/portaltest"
	"portaldesk/client/portaltest/handout"
)

// owner is a patient whom the server was loaded with.
type owner struct {
	ID    client.AccountID
	Login string
	Trait portaltest.Trait
	Says  map[client.IdentifierKind]string
}

// owners are those of one server, of whom the suite is given some.
type owners struct {
	t       testing.TB
	folder  string
	all     []owner
	portal  client.Portal
	prepare map[portaltest.Trait]func(owner) // what befalls an owner of the trait before the suite has her
	given   map[portaltest.Trait][]portaltest.Sample
	known   map[client.AccountID]owner
}

// newOwners hands the patients of a server out by trait, each to nobody else.
func (s server) newOwners(t testing.TB, all []owner, p profile.Profile, credentials client.Credentials) *owners {
	t.Helper()
	return &owners{
		t: t, folder: filepath.Dir(s.CAFile), all: all, portal: signedIn(t, p, credentials),
		prepare: map[portaltest.Trait]func(owner){}, given: map[portaltest.Trait][]portaltest.Sample{}, known: map[client.AccountID]owner{},
	}
}

// sample is the target's Sample.
func (o *owners) sample(trait portaltest.Trait, n int) (portaltest.Sample, bool) {
	for len(o.given[trait]) <= n {
		i, err := handout.Take(o.folder, len(o.all), func(i int) bool { return o.all[i].Trait == trait })
		if errors.Is(err, handout.ErrNone) {
			return portaltest.Sample{}, false
		}
		if err != nil {
			o.t.Fatal(err)
		}
		o.give(o.all[i])
	}
	return o.given[trait][n], true
}

// give notes an owner as given. An id that the loading did not know is looked up by the login.
func (o *owners) give(next owner) {
	if next.ID == "" {
		page, err := o.portal.Search(o.t.Context(), client.Query{Text: next.Login})
		if err != nil || len(page.Items) != 1 {
			o.t.Fatalf("find the patient who is %s: %d found, %v", next.Trait, len(page.Items), err)
		}
		next.ID = page.Items[0].ID
	}
	if prepare := o.prepare[next.Trait]; prepare != nil {
		prepare(next)
	}
	o.known[next.ID] = next
	o.given[next.Trait] = append(o.given[next.Trait], portaltest.Sample{ID: next.ID, LoginID: next.Login, Says: next.Says})
}

// identityServer is what portals put together from an identity server promise; each adds what its server knows. Of what is left
// out, the suite says so.
func identityServer(more ...portaltest.Promise) []portaltest.Promise {
	return append([]portaltest.Promise{portaltest.Versioned}, more...)
}
