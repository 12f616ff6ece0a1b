package journal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client/demoportal/journal"
)

var header = json.RawMessage(`{"seed":1}`)

func document(key, value string) journal.Document {
	return journal.Document{Table: "accounts", Key: key, Value: json.RawMessage(`"` + value + `"`)}
}

func reopen(t *testing.T, dir string) (*journal.Journal, []journal.Document) {
	t.Helper()
	var restored []journal.Document
	j, err := journal.Open(dir, header, func(_ json.RawMessage, documents []journal.Document) ([]journal.Document, error) {
		restored = documents
		return documents, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j, restored
}

func appendTo(t *testing.T, j *journal.Journal, documents ...journal.Document) {
	t.Helper()
	if err := j.Append(journal.Entry{Documents: documents}, true); err != nil {
		t.Fatal(err)
	}
}

func TestTheNewestDocumentOfEachNameComesBack(t *testing.T) {
	dir := t.TempDir()
	j, _ := reopen(t, dir)
	appendTo(t, j, document("a", "1"), document("b", "1"))
	appendTo(t, j, document("a", "2"))
	_, restored := reopen(t, dir)
	want := []journal.Document{document("b", "1"), document("a", "2")}
	if diff := cmp.Diff(want, restored); diff != "" {
		t.Error(diff)
	}
}

func TestOpeningCompacts(t *testing.T) {
	dir := t.TempDir()
	j, _ := reopen(t, dir)
	for range 50 {
		appendTo(t, j, document("a", "x"))
	}
	reopen(t, dir)
	text, err := os.ReadFile(filepath.Join(dir, journal.FileName))
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(text, []byte{'\n'}); lines != 2 {
		t.Errorf("%d lines after compaction, want the header and one document", lines)
	}
}

func TestAKillInTheMiddleOfAnyLineLosesOnlyThatLine(t *testing.T) {
	dir := t.TempDir()
	j, _ := reopen(t, dir)
	appendTo(t, j, document("a", "1"))
	path := filepath.Join(dir, journal.FileName)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	appendTo(t, j, document("a", "2"), document("b", "2"))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for length := len(before); length < len(whole); length++ {
		killed := t.TempDir()
		if err := os.WriteFile(filepath.Join(killed, journal.FileName), whole[:length], 0o600); err != nil {
			t.Fatal(err)
		}
		again, restored := reopen(t, killed)
		if diff := cmp.Diff([]journal.Document{document("a", "1")}, restored); diff != "" {
			t.Fatalf("killed at byte %d: %s", length, diff)
		}
		appendTo(t, again, document("c", "3"))
		if _, restored = reopen(t, killed); len(restored) != 2 {
			t.Fatalf("killed at byte %d: what was appended afterwards is lost", length)
		}
	}
}

func TestDamageInTheMiddleIsAnError(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, journal.FileName)
	text := "{\"seed\":1}\n{\"documents\":[{\"t\":\"a\n{\"documents\":[]}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := journal.Open(dir, header, func(_ json.RawMessage, all []journal.Document) ([]journal.Document, error) { return all, nil })
	if err == nil {
		t.Fatal("a damaged journal was opened")
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != text {
		t.Error("a damaged journal was changed")
	}
}

func TestARefusedRestoreLeavesTheJournalAsItIs(t *testing.T) {
	dir := t.TempDir()
	j, _ := reopen(t, dir)
	appendTo(t, j, document("a", "1"))
	refusal := errors.New("another seed")
	_, err := journal.Open(dir, header, func(json.RawMessage, []journal.Document) ([]journal.Document, error) { return nil, refusal })
	if !errors.Is(err, refusal) {
		t.Fatalf("error %v", err)
	}
	if _, restored := reopen(t, dir); len(restored) != 1 {
		t.Error("the refused journal lost its document")
	}
}

func TestWhatIsWorthNothingIsNotKept(t *testing.T) {
	dir := t.TempDir()
	j, _ := reopen(t, dir)
	appendTo(t, j, document("a", "1"), document("b", "1"))
	_, err := journal.Open(dir, header, func(_ json.RawMessage, all []journal.Document) ([]journal.Document, error) {
		return all[1:], nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, restored := reopen(t, dir); len(restored) != 1 || restored[0].Key != "b" {
		t.Errorf("restored %v", restored)
	}
}
