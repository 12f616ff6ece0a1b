package template_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/template"
	"portaldesk/client"
)

func mustOpen(t *testing.T, path string) *template.Book {
	t.Helper()
	book, err := template.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func newBook(t *testing.T) (*template.Book, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "own.templates")
	return mustOpen(t, path), path
}

func own(short, language string) template.Template {
	return template.Template{Name: "Mine " + short, Short: short, Language: language, Body: "Own {{?}}"}
}

func mustSave(t *testing.T, book *template.Book, list ...template.Template) {
	t.Helper()
	for _, mine := range list {
		if err := book.Save(mine); err != nil {
			t.Fatal(err)
		}
	}
}

func shorts(list []template.Template) (shorts []string) {
	for _, t := range list {
		shorts = append(shorts, t.Short)
	}
	return shorts
}

func TestOwnTemplatesStayAndStandForShippedOnes(t *testing.T) {
	book, path := newBook(t)
	shipped := len(book.List())
	mustSave(t, book, own("mine", "en"), own("locked", "en"))
	again := mustOpen(t, path)
	if diff := cmp.Diff([]template.Template{own("mine", "en"), own("locked", "en")}, again.Own()); diff != "" {
		t.Error(diff)
	}
	if locked, _ := again.Find("locked", "en"); locked.Name != "Mine locked" || len(again.List()) != shipped+1 {
		t.Errorf("%q, %d templates", locked.Name, len(again.List()))
	}
	if locked, _ := again.Find("locked", "es"); locked.Name == "Mine locked" {
		t.Error("the Spanish one was replaced too")
	}
	if err := again.Remove("locked", "en"); err != nil {
		t.Fatal(err)
	}
	if locked, found := mustOpen(t, path).Find("locked", "en"); !found || locked.Name == "Mine locked" {
		t.Error("the shipped one is not back")
	}
}

func TestTwoProgramsKeepEachOthersTemplates(t *testing.T) {
	book, path := newBook(t)
	other := mustOpen(t, path)
	mustSave(t, book, own("one", "en"))
	mustSave(t, other, own("two", "en"))
	if got := shorts(mustOpen(t, path).Own()); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("%v", got)
	}
}

func TestImportTakesAllOrNothing(t *testing.T) {
	book, _ := newBook(t)
	mustSave(t, book, own("one", "en"), own("two", "es"))
	text := book.Export()
	target, path := newBook(t)
	mustSave(t, target, own("one", "en"))
	if _, err := target.Import(text + "----\nname: broken\n"); err == nil || len(target.Own()) != 1 {
		t.Errorf("%v, %d are kept", err, len(target.Own()))
	}
	count, err := target.Import(text)
	if err != nil || count != 2 {
		t.Fatalf("%d, %v", count, err)
	}
	if diff := cmp.Diff(book.Own(), mustOpen(t, path).Own()); diff != "" {
		t.Error(diff)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if count, err := target.Import(string(file)); err != nil || count != 2 {
		t.Errorf("a copy of the file: %d, %v", count, err)
	}
}

func TestADamagedFileIsKeptAside(t *testing.T) {
	for name, test := range map[string]struct {
		file string
		line int
	}{
		"no first line": {"name: x\n", 1},
		"cut short":     {"portaldesk templates 1\nname: x\nsho", 3},
		"zeros":         {strings.Repeat("\x00", 512), 1},
		"bad variable":  {"portaldesk templates 1\n" + text("fine\n{{mrn}}"), 7},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "own.templates")
			if err := os.WriteFile(path, []byte(test.file), 0o600); err != nil {
				t.Fatal(err)
			}
			book, err := template.Open(path)
			damaged, ok := errors.AsType[*template.DamagedError](err)
			if !ok || damaged.At.Line != test.line || len(book.List()) == 0 {
				t.Fatalf("%v", err)
			}
			kept, err := os.ReadFile(filepath.Join(filepath.Dir(path), damaged.KeptAs))
			if err != nil || string(kept) != test.file {
				t.Errorf("kept aside: %q, %v", kept, err)
			}
			mustSave(t, book, own("one", "en"))
		})
	}
}

func TestANewerFileIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "own.templates")
	if err := os.WriteFile(path, []byte("portaldesk templates 2\nanything"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := template.Open(path); !errors.Is(err, template.ErrNewer) {
		t.Errorf("%v", err)
	}
	if left, _ := os.ReadFile(path); string(left) != "portaldesk templates 2\nanything" {
		t.Errorf("it became %q", left)
	}
}

func TestAFailedWriteChangesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "gone")
	book := mustOpen(t, filepath.Join(dir, "own.templates"))
	if err := book.Save(own("one", "en")); err == nil || strings.Contains(err.Error(), dir) {
		t.Errorf("%v", err)
	}
	if len(book.Own()) != 0 {
		t.Error("it is in the book all the same")
	}
}

func TestSuited(t *testing.T) {
	book, _ := newBook(t)
	stage := own("stage", "en")
	stage.Stage = "sign-in"
	mustSave(t, book, own("any", "en-GB"), stage, own("foreign", "fr"))
	got := shorts(book.Suited(client.Reason{Stage: "sign-in", Cause: "locked"}, "en"))
	if diff := cmp.Diff([]string{"locked", "stage", "any"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSearchFindsByWordsAndByShortName(t *testing.T) {
	book, _ := newBook(t)
	mustSave(t, book, own("lock", "en"))
	for query, want := range map[string][]string{
		"::lock":           {"lock", "locked", "locked"}, // in two languages
		" ::LOCKED ":       {"locked", "locked"},
		"::nothing":        nil,
		"segundo telefono": {"second-factor"},
		"CONTRASEÑA olv":   {"password", "login-id"},
		"contrasena, olv":  {"password", "login-id"}, // by its name, by its body
		"mine":             {"lock"},
		"mine nothing":     nil,
	} {
		if diff := cmp.Diff(want, shorts(book.Search(query, ""))); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
	if found := book.Search("expired", "en"); len(found) == 0 || found[0].Short != "code-expired" {
		t.Errorf("%v", shorts(found))
	}
	if all := book.Search("", "es"); len(all) != 15 {
		t.Errorf("%d Spanish templates", len(all))
	}
}
