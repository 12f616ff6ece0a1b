package profile_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/call"
	"portaldesk/app/hours"
	"portaldesk/app/profile"
	"portaldesk/client"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string) *profile.Profiles {
	t.Helper()
	p, err := profile.Open(dir)
	must(t, err)
	return p
}

func clinic(name string) profile.Profile {
	return profile.Profile{ID: profile.NewID(), Name: name, Kind: profile.KindAdminAPI, URL: "https://portal.example/admin"}
}

func TestProfilesAreThereForTheNextRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	p, one, two := open(t, dir), clinic("Riverside"), clinic("Hillside")
	two.CAFile, two.Login = "/etc/ca.pem", "mortiz"
	demo := profile.Profile{ID: profile.NewID(), Name: "Demo", Kind: profile.KindAdminAPI, Demo: true}
	for _, each := range []profile.Profile{one, two, demo} {
		must(t, p.Save(each))
	}
	must(t, p.SetLast(two.ID))
	one.Name = "Riverside Clinic"
	must(t, p.Save(one))

	p = open(t, dir)
	if diff := cmp.Diff([]profile.Profile{one, two, demo}, p.List()); diff != "" {
		t.Error(diff)
	}
	if last, found := p.Last(); !found || !reflect.DeepEqual(last, two) {
		t.Errorf("Last = %v", last)
	}
	must(t, p.Remove(two.ID))
	must(t, p.Remove(two.ID))
	p = open(t, dir)
	if _, found := p.Get(two.ID); found || len(p.List()) != 2 {
		t.Error("the removed profile is still there")
	}
	if _, found := p.Last(); found {
		t.Error("the removed profile is still the last")
	}
	if err := p.SetLast(two.ID); !errors.Is(err, profile.ErrUnknown) {
		t.Errorf("SetLast: %v, want ErrUnknown", err)
	}
}

func TestWhatCannotBeAProfileIsRefused(t *testing.T) {
	p := open(t, t.TempDir())
	for field, spoil := range map[string][]func(*profile.Profile){
		"id":   {func(p *profile.Profile) { p.ID = "" }, func(p *profile.Profile) { p.ID = "../../etc/passwd" }},
		"name": {func(p *profile.Profile) { p.Name = " " }},
		"kind": {func(p *profile.Profile) { p.Kind = "ldap" }},
		"url": {
			func(p *profile.Profile) { p.URL = "" },
			func(p *profile.Profile) { p.URL = "http://portal.example" },
			func(p *profile.Profile) { p.URL = "https://mortiz:secret@portal.example" },
			func(p *profile.Profile) { p.URL = "https://portal.example/?token=secret" },
			func(p *profile.Profile) { p.URL = "https://portal.example/#secret" },
			func(p *profile.Profile) { p.URL = "https://" },
			func(p *profile.Profile) { p.URL = "https://portal\x7f.example" },
		},
	} {
		for i, change := range spoil {
			spoilt := clinic("Riverside")
			change(&spoilt)
			err := p.Save(spoilt)
			invalid, ok := errors.AsType[*profile.InvalidError](err)
			if !ok || invalid.Field != field || !errors.Is(err, profile.ErrInvalid) {
				t.Errorf("%s %d: %v", field, i, err)
			} else if strings.Contains(err.Error(), "portal.example") {
				t.Errorf("%s %d: the error quotes the entry", field, i)
			}
		}
	}
	if len(p.List()) != 0 {
		t.Error("something was kept")
	}
}

func TestDamagedListIsKeptAsideAndSaid(t *testing.T) {
	one := clinic("Riverside")
	twice := `{"version":1,"profiles":[{"id":"` + one.ID + `","name":"a","kind":"adminapi","demo":true},{"id":"` + one.ID + `","name":"b","kind":"adminapi","demo":true}]}`
	for name, text := range map[string]string{
		"cut":        `{"version":1,"profi`,
		"empty":      "",
		"no version": `{"profiles":[]}`,
		"bad id":     `{"version":1,"profiles":[{"id":"../x","name":"a","kind":"adminapi","demo":true}]}`,
		"twice":      twice,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.WriteFile(filepath.Join(dir, "profiles.json"), []byte(text), 0o600))
			p, err := profile.Open(dir)
			damaged, ok := errors.AsType[*profile.DamagedError](err)
			if !ok || p == nil {
				t.Fatalf("Open = %v, %v", p, err)
			}
			if kept, err := os.ReadFile(filepath.Join(dir, damaged.KeptAs)); string(kept) != text {
				t.Errorf("kept aside: %q, %v", kept, err)
			}
			must(t, p.Save(one))
			if _, found := open(t, dir).Get(one.ID); !found {
				t.Error("the new list does not work")
			}
		})
	}
}

func TestListDamagedInTheMiddleOfARunLosesNothing(t *testing.T) {
	dir := t.TempDir()
	p, one, two := open(t, dir), clinic("Riverside"), clinic("Hillside")
	must(t, p.Save(one))
	must(t, os.WriteFile(filepath.Join(dir, "profiles.json"), []byte("{"), 0o600))
	must(t, p.Save(two))
	if diff := cmp.Diff([]profile.Profile{one, two}, open(t, dir).List()); diff != "" {
		t.Error(diff)
	}
}

func TestNewerListIsRefusedUntouched(t *testing.T) {
	dir := t.TempDir()
	file, text := filepath.Join(dir, "profiles.json"), `{"version":99,"profiles":{"by":"id"}}`
	must(t, os.WriteFile(file, []byte(text), 0o600))
	if _, err := profile.Open(dir); !errors.Is(err, profile.ErrNewer) {
		t.Errorf("Open: %v, want ErrNewer", err)
	}
	if now, _ := os.ReadFile(file); string(now) != text {
		t.Error("the file was changed")
	}
}

func TestListOfTheFirstVersionGoesOn(t *testing.T) {
	dir, one := t.TempDir(), clinic("Riverside")
	one.CAFile, one.Login = "/etc/ca.pem", "mortiz"
	text := `{"version":1,"last":"` + one.ID + `","profiles":[{"id":"` + one.ID + `","name":"Riverside","kind":"adminapi",` +
		`"url":"https://portal.example/admin","caFile":"/etc/ca.pem","login":"mortiz"}]}`
	must(t, os.WriteFile(filepath.Join(dir, "profiles.json"), []byte(text), 0o600))
	p := open(t, dir)
	one.SignIn.Way = client.SignInPassword
	if last, found := p.Last(); !found || !cmp.Equal(last, one) {
		t.Errorf("Last:\n%s", cmp.Diff(one, last))
	}
	must(t, p.Save(complete(profile.KindKratos)))
	if now, err := os.ReadFile(filepath.Join(dir, "profiles.json")); err != nil || !strings.Contains(string(now), `"version": 2`) {
		t.Errorf("written as %s, %v", now, err)
	}
	if all := open(t, dir).List(); len(all) != 2 {
		t.Errorf("%d profiles, want 2", len(all))
	}
}

func TestWhatIsHandedOutIsACopy(t *testing.T) {
	p, one := open(t, t.TempDir()), complete(profile.KindKratos)
	one.Fields = client.FieldMap{client.FieldMRN: "/mrn"}
	must(t, p.Save(one))
	one.Fields[client.FieldMRN] = "/changed"
	p.List()[0].Fields[client.FieldMRN] = "/changed"
	got, _ := p.Get(one.ID)
	if got.Fields[client.FieldMRN] != "/mrn" {
		t.Error("a map that was handed out or in is the list's own")
	}
}

func TestTwoProgramsDoNotUndoEachOther(t *testing.T) {
	dir := t.TempDir()
	window, command := open(t, dir), open(t, dir)
	must(t, window.Save(clinic("Riverside")))
	must(t, command.Save(clinic("Hillside")))
	if all := open(t, dir).List(); len(all) != 2 {
		t.Errorf("%d profiles, want 2", len(all))
	}
}

func TestListThatCannotBeWrittenStaysAsItWas(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "desk")
	p := open(t, dir)
	must(t, p.Save(clinic("Riverside")))
	must(t, os.RemoveAll(dir))
	err := p.Save(clinic("Hillside"))
	if err == nil || strings.Contains(err.Error(), dir) {
		t.Errorf("Save: %v; want an error without the path", err)
	}
	if len(p.List()) != 1 {
		t.Error("the profile is in the list and not in the file")
	}
}

func TestFileIsTheOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // permissions are access lists there
	}
	dir := filepath.Join(t.TempDir(), "desk")
	must(t, open(t, dir).Save(clinic("Riverside")))
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "profiles.json"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("mode is %v, %v", info.Mode(), err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files, want the list alone", len(left))
	}
}

func TestStorePathsAreApartAndInTheFolder(t *testing.T) {
	dir := t.TempDir()
	p, one, two := open(t, dir), profile.NewID(), profile.NewID()
	if p.StorePath(one) == p.StorePath(two) || filepath.Dir(p.StorePath(one)) != dir {
		t.Errorf("%s and %s", p.StorePath(one), p.StorePath(two))
	}
}

func TestDefaultDir(t *testing.T) {
	t.Setenv(profile.DirVariable, "")
	if dir, err := profile.DefaultDir(); err != nil || filepath.Base(dir) != "portaldesk" || !filepath.IsAbs(dir) {
		t.Errorf("DefaultDir = %s, %v", dir, err)
	}
	t.Setenv(profile.DirVariable, t.TempDir())
	if dir, err := profile.DefaultDir(); err != nil || dir != os.Getenv(profile.DirVariable) {
		t.Errorf("DefaultDir = %s, %v", dir, err)
	}
}

// What the clinic decides stands among the profile's own entries, where versions before looked for the policy.
func TestRulesStandFlatInTheFile(t *testing.T) {
	dir := t.TempDir()
	p, own := open(t, dir), clinic("Riverside")
	reasons, err := call.DefaultReasons().AddCause("sign-in", call.Cause{Title: "Kiosk in the lobby"})
	must(t, err)
	own.Policy, own.Reasons = policy(), reasons
	own.Hours = hours.Rules{TimeZone: "America/New_York", Holidays: hours.Holidays{Own: []hours.OwnDay{{Name: "Founder's day", Date: "03-16"}}}}
	must(t, p.Save(own))

	if diff := cmp.Diff([]profile.Profile{own}, open(t, dir).List()); diff != "" {
		t.Error(diff)
	}
	text, err := os.ReadFile(filepath.Join(dir, "profiles.json"))
	must(t, err)
	var file struct{ Profiles []map[string]json.RawMessage }
	must(t, json.Unmarshal(text, &file))
	for _, entry := range []string{"id", "policy", "reasons", "hours"} {
		if file.Profiles[0][entry] == nil {
			t.Errorf("the profile in the file has no %q", entry)
		}
	}
}
