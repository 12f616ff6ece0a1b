package ui_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "portaldesk"

// pkg is what go list says of a package.
type pkg struct {
	ImportPath string
	Imports    []string // direct, without tests
	Deps       []string // all the way down
	// TestImports and XTestImports are those of the tests alone.
	TestImports, XTestImports []string
}

// layer orders the house: a package may import only what is on its own layer or below.
func layer(path string) int {
	for i, prefix := range []string{"assets", "client", "app", "ui"} {
		if path == module+"/"+prefix || strings.HasPrefix(path, module+"/"+prefix+"/") {
			return i
		}
	}
	return 4 // main
}

// kept are the libraries that only one part of the house may touch, and why.
var kept = []struct {
	library string
	homes   []string
	reach   reach
	why     string
}{
	{"fyne.io/", []string{"ui", ""}, deep, "what an agent can do must not depend on a window"},
	{"go.etcd.io/bbolt", []string{"app/store"}, direct, "one place opens the file and seals what goes in"},
	{"github.com/zalando/go-keyring", []string{"app/secret"}, direct, "one place bounds the keyring in time and says what went wrong"},
	{"github.com/go-resty/resty", []string{"client"}, direct, "one place decides what is sent again"},
	{"github.com/coreos/go-oidc", []string{"client/oidc"}, direct, "one place checks who signed a token"},
	{"golang.org/x/oauth2", []string{"client/oidc"}, direct, "one place gets, keeps and renews tokens"},
	{"github.com/kardianos/service", []string{"app/background"}, direct, "one place is known to the system's services"},
	{"github.com/chromedp/", nil, deep, "a browser is driven by tests only"},
	{"github.com/chromedp/", []string{"ui/tour", "client/signing"}, byTests, "a browser is driven where a person would use one"},
}

// reach is how far a rule goes.
type reach int

const (
	direct  reach = iota // what a package of the program imports
	deep                 // not even through another package
	byTests              // what the tests of a package import
)

// of are the imports of a package that a rule looks at.
func (r reach) of(p pkg) []string {
	switch r {
	case deep:
		return p.Deps
	case byTests:
		return slices.Concat(p.TestImports, p.XTestImports)
	default:
		return p.Imports
	}
}

func TestArrowsRunDownOnly(t *testing.T) {
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, module+"/") && layer(imported) > layer(p.ImportPath) {
				t.Errorf("%s imports %s: arrows run main -> ui -> app -> client", p.ImportPath, imported)
			}
		}
	}
}

func TestEveryLibraryKeepsToItsPlace(t *testing.T) {
	for _, p := range packages(t) {
		for _, rule := range kept {
			if touches(rule.reach.of(p), rule.library) && !at(p.ImportPath, rule.homes) {
				t.Errorf("%s reaches %s: %s", p.ImportPath, rule.library, rule.why)
			}
		}
	}
}

// TestScreensDoNotKnowEachOther keeps one screen from reaching into another; the shell brings them together.
func TestScreensDoNotKnowEachOther(t *testing.T) {
	screens := []string{"signin", "desk", "outbox", "phone"}
	for _, p := range packages(t) {
		for _, other := range screens {
			own := module + "/ui/" + other
			for _, screen := range screens {
				if screen != other && under(p.ImportPath, module+"/ui/"+screen) && touchesPackage(p.Imports, own) {
					t.Errorf("%s imports the screen %s", p.ImportPath, other)
				}
			}
		}
	}
}

// lent is what is made for tests and lent to a part of the program, which tries other people's portals with it.
var lent = map[string][]string{"client/portaltest": {"client/scorecard", "client/portaltest"}}

// TestWhatIsMadeForTestsStaysInTests keeps keyrings in plain files, and all else that only tests may trust, out of the program.
func TestWhatIsMadeForTestsStaysInTests(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range packages(t) {
		seen[p.ImportPath] = true
		for _, imported := range p.Imports {
			if forTests(imported) && !forTests(p.ImportPath) && !at(p.ImportPath, lent[strings.TrimPrefix(imported, module+"/")]) {
				t.Errorf("%s imports %s: only tests may", p.ImportPath, imported)
			}
		}
	}
	for _, name := range []string{"app/apptest", "app/secret/secrettest", "client/portaltest"} {
		if !seen[module+"/"+name] {
			t.Errorf("there is no %s: does the rule still name what is made for tests?", name)
		}
	}
}

// TestTheProgramCarriesNoTestTools holds also for what is lent: it must do without package testing, all the way down. Of the
// rest only what says so in its name may know of it.
func TestTheProgramCarriesNoTestTools(t *testing.T) {
	for _, p := range packages(t) {
		if isLent(p.ImportPath) && touches(p.Deps, "testing") {
			t.Errorf("%s reaches package testing, and the program carries it", p.ImportPath)
		}
		if slices.Contains(p.Imports, "testing") && !forTests(p.ImportPath) {
			t.Errorf("%s imports testing, and its name does not say that it is made for tests", p.ImportPath)
		}
		for _, reached := range p.Deps {
			if p.ImportPath == module && forTests(reached) && !isLent(reached) {
				t.Errorf("the program reaches %s, which is made for tests", reached)
			}
		}
	}
}

func isLent(path string) bool { return lent[strings.TrimPrefix(path, module+"/")] != nil }

// forTests says that a package of the house is made for tests, as its name says. The tour is: it plays the program from outside.
func forTests(path string) bool {
	return under(path, module) && strings.HasSuffix(path, "test") || under(path, module+"/ui/tour")
}

func touches(imports []string, library string) bool {
	return slices.ContainsFunc(imports, func(path string) bool { return strings.HasPrefix(path, library) })
}

func touchesPackage(imports []string, folder string) bool {
	return slices.ContainsFunc(imports, func(path string) bool { return under(path, folder) })
}

func at(path string, homes []string) bool {
	return slices.ContainsFunc(homes, func(home string) bool {
		if home == "" {
			return path == module
		}
		return under(path, module+"/"+home)
	})
}

func under(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

// packages are those of the house as the program is built from them, on every system it is built for: a file for one system
// must not reach where the others do not.
func packages(t *testing.T) []pkg {
	t.Helper()
	var all []pkg
	for _, system := range []string{"linux", "darwin", "windows"} {
		all = append(all, listed(t, system)...)
	}
	return all
}

func listed(t *testing.T, system string) []pkg {
	t.Helper()
	// The tag ci takes the toolkit's driver without C, which is not at hand for other systems; servers and tour are of tests.
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,Deps,TestImports,XTestImports",
		"-tags", "migrated_fynedo,ci,servers,tour", module+"/...")
	cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p pkg
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 10 {
		t.Fatalf("go list answered %d packages for %s", len(all), system)
	}
	return all
}
