package demoportal_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/demoportal/journal"
)

// killed copies a state folder as a kill would leave it: nothing is closed, and the last line may be torn.
func killed(t *testing.T, from string, torn string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(filepath.Join(to, journal.FileName), os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString(torn); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestEverythingThatWasAnsweredSurvivesAKill(t *testing.T) {
	dir, at := t.TempDir(), newClock()
	d := startOn(t, at, demoportal.Options{StateDir: dir}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	call := newCall(d, id)
	d.post("/calls", call).is(201)
	v := d.identify(d.begin(id, asPatient()))
	order := d.operation(id, "password-reset", d.prove(id), map[string]any{"way": "temporary"})
	order.key = uuid.NewString()
	secret := read[client.Outcome](d.do(order).is(200)).Secret
	before := d.account(id)

	at.Advance(time.Minute)
	again := startOn(t, at, demoportal.Options{StateDir: killed(t, dir, `{"documents":[{"t":"acc`)})
	again.access = d.access
	if diff := cmp.Diff(before, again.account(id)); diff != "" {
		t.Errorf("account: %s", diff)
	}
	if !bytes.Equal(d.portal.CAPEM(), again.portal.CAPEM()) {
		t.Error("another authority")
	}
	again.post("/calls", call).is(200)
	if replayed := again.do(order).is(200); replayed.header.Get("Idempotency-Replayed") != "true" {
		t.Error("the reset was done again")
	}
	again.step(v, "identifiers", said(client.IdentifierMRN, "1")).is(200)
	if len(again.portal.Phone().Messages()) != len(d.portal.Phone().Messages()) {
		t.Error("messages are lost")
	}
	patient := again.portal.Patient(id)
	if mustChange, err := patient.SignIn(patient.LoginID(), secret.Value); err != nil || !mustChange {
		t.Errorf("the temporary secret: %v, %v", mustChange, err)
	}
}

func TestStateKeepsNoSecretOfAnAgentOrAnOperation(t *testing.T) {
	dir := t.TempDir()
	d := start(t, demoportal.Options{StateDir: dir}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	p := d.prove(id)
	secret := read[client.Outcome](d.do(d.operation(id, "password-reset", p, map[string]any{"way": "temporary"})).is(200)).Secret
	text, err := os.ReadFile(filepath.Join(dir, journal.FileName))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"access token": d.tokens.Access, "refresh token": d.tokens.Refresh, "proof": p.token, "temporary secret": secret.Value,
		"password": "riverside-demo-1",
	} {
		if strings.Contains(string(text), value) {
			t.Errorf("the %s is in the state in clear", name)
		}
	}
}

func TestAStateFolderOfOtherAccountsIsRefused(t *testing.T) {
	dir := t.TempDir()
	first := start(t, demoportal.Options{StateDir: dir, Seed: 1})
	if err := first.portal.Close(); err != nil {
		t.Fatal(err)
	}
	for _, other := range []demoportal.Options{
		{StateDir: dir, Seed: 2, Accounts: 600}, {StateDir: dir, Seed: 1, Accounts: 601},
	} {
		if _, err := demoportal.Start(t.Context(), other); !errors.Is(err, demoportal.ErrOtherPopulation) {
			t.Errorf("seed %d, %d accounts: %v", other.Seed, other.Accounts, err)
		}
	}
	start(t, demoportal.Options{StateDir: dir, Seed: 1})
}

func TestAWriteThatCannotBeKeptIsNotDone(t *testing.T) {
	d := start(t, demoportal.Options{StateDir: t.TempDir()}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	order := d.operation(id, "sign-out", d.prove(id), nil)
	call := newCall(d, id)
	d.portal.BreakJournal()
	d.do(order).refused(503, "unavailable")
	d.post("/calls", call).refused(503, "unavailable")
	if page := read[client.Page[client.Call]](d.get("/calls").is(200)); page.Total != 0 {
		t.Error("a call that could not be kept is listed")
	}
}

func TestTheSameSeedIsTheSamePortal(t *testing.T) {
	one, two := start(t, demoportal.Options{Seed: 4}).as("mortiz"), start(t, demoportal.Options{Seed: 4}).as("mortiz")
	if diff := cmp.Diff(one.search("q=ma&limit=100"), two.search("q=ma&limit=100"), ignoreNext); diff != "" {
		t.Error(diff)
	}
	id := one.one(demoportal.TraitAdult)
	if diff := cmp.Diff(one.account(id), two.account(id)); diff != "" {
		t.Error(diff)
	}
}

// ignoreNext leaves cursors out: each portal has a key of its own for them.
var ignoreNext = cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Next" }, cmp.Ignore())
