package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

func result(group, test string, outcome portaltest.Outcome, why string, abilities ...client.Ability) portaltest.Result {
	return portaltest.Result{Group: group, Test: test, Outcome: outcome, Why: why, Abilities: abilities}
}

var examples = map[string][]portaltest.Result{
	"demo-portal": {
		result("about", "product and version", portaltest.NotTried, "the portal does not say which product it is"),
		result("look-up", "by name", portaltest.Passed, ""),
		result("two at once", "login ID and state, at the same moment", portaltest.Passed, "9 of 16", client.ChangesLoginID, client.ActivatesAccount),
		result("operation", "unlock", portaltest.Passed, "", client.UnlocksAccount),
		result("operation", "change login ID", portaltest.Passed, "", client.ChangesLoginID),
		result("call", "kept once", portaltest.Passed, "", client.KeepsCalls),
		result("call", "amended", portaltest.NotTried, "no agent", client.KeepsCalls, client.ReadsCalls),
	},
	"a-server": {
		result("about", "product and version", portaltest.Passed, "Server | 1.2"),
		result("look-up", "by name", portaltest.Passed, ""),
		result("look-up", "by phone", portaltest.NotOffered, "accounts cannot be found by it there"),
		result("two at once", "login ID and state, at the same moment", portaltest.Failed, "lost", client.ChangesLoginID, client.ActivatesAccount),
		result("operation", "unlock", portaltest.NotOffered, "The server locks nobody.", client.UnlocksAccount),
		result("operation", "change login ID", portaltest.Passed, "", client.ChangesLoginID),
		result("operation", "login ID that is taken", portaltest.Failed, "got nothing", client.ChangesLoginID),
		result("operation", "deactivate", portaltest.Passed, "by hand: the agent follows the steps", client.DeactivatesIt),
		result("call", "kept once", portaltest.NotOffered, "The server locks nobody.", client.KeepsCalls),
		result("call", "amended", portaltest.NotOffered, "other", client.KeepsCalls, client.ReadsCalls),
	},
}

const want = `|  | a-server | demo-portal |
| --- | --- | --- |
| Agents sign in and out | not tried | not tried |
| Find accounts | yes (1) | yes |
| Open accounts | not tried | not tried |
| Two desks at once lose nothing | **failed** (2) | yes |
| Reset a password by a link | not tried | not tried |
| … by a code | not tried | not tried |
| … by a temporary secret | not tried | not tried |
| Change a login ID | **failed** (3) | yes |
| Issue an access code | not tried | not tried |
| Activate an account | not tried | not tried |
| Deactivate an account | by hand | not tried |
| Unlock an account | no (4) | yes |
| Sign a patient out everywhere | not tried | not tried |
| Send an invitation again | not tried | not tried |
| Correct a contact | not tried | not tried |
| Show tries to sign in | not tried | not tried |
| Show what mail was sent | not tried | not tried |
| Show sessions | not tried | not tried |
| Verify a caller | not tried | not tried |
| Keep calls | no (4) | yes |
| List calls | no (5) | not tried (6) |
| Keep the desk's trail | not tried | not tried |
| List the trail | not tried | not tried |
| Ask a supervisor at another desk | not tried | not tried |
| Approve for other agents | not tried | not tried |

a-server is Server / 1.2.

1. Not look-up, by phone: accounts cannot be found by it there.
2. Failed: two at once, login ID and state, at the same moment.
3. Failed: operation, login ID that is taken.
4. The server locks nobody.
5. Other.
6. No agent.
`

func TestTheTableGoesBetweenTheComments(t *testing.T) {
	folder := t.TempDir()
	for name, results := range examples {
		if err := portaltest.WriteFile(folder, name, results); err != nil {
			t.Fatal(err)
		}
	}
	readme := filepath.Join(t.TempDir(), "README.md")
	before := "# Title\n\n" + begin + "\nold\n" + end + "\n\nThe rest.\n"
	if err := os.WriteFile(readme, []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time nothing changes
		if err := run([]string{folder, readme}); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(readme)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != "# Title\n\n"+begin+"\n\n"+want+"\n"+end+"\n\nThe rest.\n" {
			t.Errorf("%s", got)
		}
	}
}

func TestWhatCannotBeMade(t *testing.T) {
	folder, results := t.TempDir(), t.TempDir()
	readme := filepath.Join(folder, "README.md")
	if err := os.WriteFile(readme, []byte("# No place\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{results, readme}); err == nil || !strings.Contains(err.Error(), "no results") {
		t.Errorf("without results: %v", err)
	}
	if err := portaltest.WriteFile(results, "a", nil); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{results, readme}); err == nil || !strings.Contains(err.Error(), "no place") {
		t.Errorf("without comments: %v", err)
	}
	if err := os.WriteFile(filepath.Join(results, "b.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{results, readme}); err == nil || !strings.Contains(err.Error(), "b.json") {
		t.Errorf("with a file that is cut off: %v", err)
	}
	if text, _ := os.ReadFile(readme); string(text) != "# No place\n" {
		t.Error("the file changed")
	}
}

// TestEveryAbilityHasARow: an ability that is added must be added to the words.
func TestEveryAbilityHasARow(t *testing.T) {
	for _, ability := range portaltest.Abilities() {
		if words[ability] == "" {
			t.Errorf("%s has no words", ability)
		}
	}
}
