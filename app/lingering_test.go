package app_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/tallytest"
)

// planted is what must be found nowhere on the disk: what the desk has seen and heard of patients in a day.
type planted map[string]bool

func (p planted) account(a client.Account) {
	for _, text := range []string{a.Name, a.GivenName, a.BirthDate, a.MRN, a.LoginID} {
		p.add(text)
	}
	for _, contact := range a.Contacts {
		p.add(contact.Masked)
	}
}

// add leaves out what is so short that chance writes it into a sealed file.
func (p planted) add(text string) {
	if len(text) >= 5 {
		p[text] = true
	}
}

// in counts the texts that stand in the files of a folder, each file once read whole.
func (p planted) in(t *testing.T, folder string) (texts, files int) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		files++
		for text := range p {
			if bytes.Contains(content, []byte(text)) {
				texts++
				t.Logf("%s is in %s", text, entry.Name())
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts, files
}

const callsOfTheDay = 40

// TestNothingOfPatientsLingersAfterADay looks for names, birth dates and notes in every file the desk leaves: its folder and the
// process's temporary one. What the agent exported herself is outside.
func TestNothingOfPatientsLingersAfterADay(t *testing.T) {
	exports := t.TempDir()
	t.Setenv("TMPDIR", t.TempDir()) // the clinic's folder is in there, too
	for name, ring := range map[string]secret.Ring{"with a keyring": secrettest.Ring(t), "for this run only": secret.InMemory()} {
		t.Run(name, func(t *testing.T) {
			c := clinic{apptest.New(t, ring, demoportal.Options{Accounts: 300})}
			desk, seen, leaked := c.SignIn(t, client.RoleSenior), planted{}, 0
			for number := range callsOfTheDay {
				callAbout(t, desk, seen, number)
			}
			look := func(when string) {
				texts, files := seen.in(t, os.TempDir())
				leaked += texts
				if files == 0 {
					t.Errorf("%s: there are no files", when)
				}
			}
			look("open")
			delivered(t, desk)
			wantFound(t, desk, seen, filepath.Join(exports, name+".csv"))
			look("delivered")
			if err := desk.Close(); err != nil {
				t.Fatal(err)
			}
			look("closed")
			tallytest.Report(t, tallytest.Row{Case: "planted names, birth dates and notes after a day's work, " + name, Run: len(seen), Leaked: leaked})
		})
	}
}

// callAbout is one call: somebody is looked up and opened, drafts are typed and saved, and the call is closed.
func callAbout(t *testing.T, desk *app.Desk, seen planted, number int) {
	t.Helper()
	call := apptest.StartCall(t, desk)
	page, err := desk.Search(t.Context(), client.Query{Text: []string{"al", "ma", "no", "sm", "an"}[number%5]})
	if err != nil || len(page.Items) == 0 {
		t.Fatalf("%d rows, %v", len(page.Items), err)
	}
	found, err := desk.Open(t.Context(), page.Items[number%len(page.Items)].ID)
	if err != nil {
		t.Fatal(err)
	}
	seen.account(found.Account)
	for _, note := range []string{"the blister on her heel", "the blister on her heel, seen by Dr. Okonkwo", "cannot see the lab result of the heel"} {
		seen.add(note)
		call.SetNote(note)
		if err := desk.Calls.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	call.SetCaller(client.Caller{Relation: client.RelationParent, Name: "Wilhelmina Featherstone"})
	seen.add("Wilhelmina Featherstone")
	apptest.CloseCall(t, desk, client.OutcomeResolved, "Signed in again, the heel is better.")
	seen.add("Signed in again, the heel is better.")
}

// wantFound exports the calls, and finds in them what it looks for elsewhere: a search that finds nothing proves nothing.
func wantFound(t *testing.T, desk *app.Desk, seen planted, path string) {
	t.Helper()
	if _, err := desk.ExportCalls(t.Context(), path, client.CallQuery{}); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(content, []byte("Signed in again, the heel is better.")) || !seen["Signed in again, the heel is better."] {
		t.Errorf("the export has no note: %v", err)
	}
}
