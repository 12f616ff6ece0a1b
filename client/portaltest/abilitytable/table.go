package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// server is the results of one target.
type server struct {
	name    string
	product string // in its own word, "" where it says nothing
	results []portaltest.Result
}

// read reads the results of every server, in the order of their names.
func read(folder string) ([]server, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, errors.New("the folder has no results")
	}
	slices.SortFunc(paths, func(a, b string) int { return strings.Compare(nameOf(a), nameOf(b)) })
	servers := make([]server, len(paths))
	for i, path := range paths {
		results, err := portaltest.ReadFile(path)
		if err != nil {
			return nil, err
		}
		servers[i] = server{nameOf(path), productOf(results), results}
	}
	return servers, nil
}

// nameOf is the server whose results a file has.
func nameOf(path string) string { return strings.TrimSuffix(filepath.Base(path), ".json") }

func productOf(results []portaltest.Result) string {
	for _, result := range results {
		if result.Test == "product and version" && result.Outcome == portaltest.Passed {
			return result.Why
		}
	}
	return ""
}

// words are the abilities as a reader of the table knows them.
var words = map[client.Ability]string{
	client.ResetByLink: "Reset a password by a link", client.ResetByCode: "… by a code", client.ResetByTemporary: "… by a temporary secret",
	client.ChangesLoginID: "Change a login ID", client.IssuesAccessCode: "Issue an access code",
	client.ActivatesAccount: "Activate an account", client.DeactivatesIt: "Deactivate an account", client.UnlocksAccount: "Unlock an account",
	client.EndsSessions: "Sign a patient out everywhere", client.ResendsInvitation: "Send an invitation again",
	client.CorrectsContact: "Correct a contact", client.ShowsSignIns: "Show tries to sign in", client.ShowsMail: "Show what mail was sent",
	client.ShowsSessions: "Show sessions", client.VerifiesCallers: "Verify a caller", client.KeepsCalls: "Keep calls",
	client.ReadsCalls: "List calls", client.KeepsAudit: "Keep the desk's trail", client.ReadsAudit: "List the trail",
	client.AsksApproval: "Ask a supervisor at another desk", client.DecidesApprovals: "Approve for other agents",
}

// groups are what every portal must do whatever it offers, as rows of their own.
var groups = []struct{ group, words string }{
	{"session", "Agents sign in and out"},
	{"look-up", "Find accounts"},
	{"account", "Open accounts"},
	{"two at once", "Two desks at once lose nothing"},
}

// together tells about no single ability.
const together = "two at once"

// table is the Markdown of all servers.
func table(servers []server) string {
	var n notes
	var out strings.Builder
	row(&out, "", servers, func(s server) string { return s.name })
	row(&out, "---", servers, func(server) string { return "---" })
	for _, g := range groups {
		row(&out, g.words, servers, func(s server) string { return n.group(s, g.group) })
	}
	for _, ability := range portaltest.Abilities() {
		row(&out, words[ability], servers, func(s server) string { return n.ability(s, ability) })
	}
	for _, s := range servers {
		if s.product != "" {
			n.product(s)
		}
	}
	out.WriteString(n.list())
	return out.String()
}

func row(out *strings.Builder, head string, servers []server, cell func(server) string) {
	out.WriteString("| " + head)
	for _, s := range servers {
		out.WriteString(" | " + cell(s))
	}
	out.WriteString(" |\n")
}
