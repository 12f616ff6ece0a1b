//go:build torture

package app_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
	"portaldesk/client/tallytest"
)

// notesOnBadLine are handed over while the line is spoiled in each way in turn, several times.
const (
	notesOnBadLine = 10_000
	notesAWay      = 250
	// impatience is shorter than a program's patience, so that more attempts are lost in less time.
	impatience = 500 * time.Millisecond
)

// badLines are the ways in which a line is spoiled. Of TLS, the first 1500 bytes are the handshake's.
var badLines = map[string][]toxic{
	"slow to answer":        {{"latency", "downstream", map[string]int{"latency": 100, "jitter": 100}}},
	"narrow":                {{"bandwidth", "upstream", map[string]int{"rate": 40}}, {"bandwidth", "downstream", map[string]int{"rate": 40}}},
	"cut in the handshake":  {{"limit_data", "downstream", map[string]int{"bytes": 400}}},
	"cut in the request":    {{"limit_data", "upstream", map[string]int{"bytes": 4_000}}},
	"cut in the answer":     {{"limit_data", "downstream", map[string]int{"bytes": 2_600}}},
	"reset":                 {{"reset_peer", "downstream", map[string]int{"timeout": 30}}},
	"slow to close":         {{"slow_close", "downstream", map[string]int{"delay": 300}}, {"limit_data", "downstream", map[string]int{"bytes": 5_000}}},
	"answers swallowed":     {{"timeout", "downstream", map[string]int{"timeout": 200}}},
	"answers never come":    {{"timeout", "downstream", map[string]int{"timeout": 0}}},
	"in very small pieces":  {{"slicer", "downstream", map[string]int{"average_size": 64, "size_variation": 32, "delay": 500}}},
	"as it should be, once": nil,
}

// TestNotesOverABadLineArriveOnce closes calls at a real desk and hands them over through a line that loses requests and answers.
func TestNotesOverABadLineArriveOnce(t *testing.T) {
	c := clinic{apptest.New(t, secrettest.Ring(t), demoportal.Options{Accounts: 100})}
	between := startToxiproxy(t, strings.TrimPrefix(c.Portal.URL(), "https://"))
	straight := c.Profile.URL
	c.Profile.URL = "https://" + between.listens
	c.Workplace.Dial = func(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
		return adminapi.New(adminapi.Config{BaseURL: p.URL, CAFile: p.CAFile, Timeout: impatience}, tokens)
	}
	desk := c.SignIn(t, client.RoleSenior)
	row := tallytest.Row{Case: fmt.Sprintf("a bad line, spoiled in %d ways", len(badLines)-1)}
	failed := map[string]bool{}
	written := map[client.CallID]bool{}
	for len(written) < notesOnBadLine {
		for how, toxics := range badLines {
			between.spoils(toxics...)
			for range notesAWay {
				apptest.StartCall(t, desk)
				written[apptest.CloseCall(t, desk, client.OutcomeResolved, fmt.Sprintf("note %d", len(written)))] = true
			}
			row.Wrong += untyped(t, desk, how, failed)
		}
	}
	between.spoils()
	eventually(t, "everything is delivered", func() bool {
		_, err := desk.Outbox.Deliver(t.Context())
		return err == nil && desk.Outbox.Summary().Waiting == 0
	})
	if n := desk.Outbox.Summary().NeedsAttention; n != 0 {
		t.Errorf("%d notes need attention", n)
	}
	if len(failed) < 5 {
		t.Errorf("only %v kept notes from arriving: were the others spoiled?", failed)
	}
	c.Profile.URL, row.Run = straight, len(written)
	row.Lost, row.Doubled = c.audit(t, written)
	tallytest.Report(t, row)
}

// untyped delivers what waits and looks an account up, and counts the failures that nobody could say a sentence about.
func untyped(t *testing.T, desk *app.Desk, how string, failed map[string]bool) (wrong int) {
	t.Helper()
	_, delivering := desk.Outbox.Deliver(t.Context())
	_, looking := desk.Search(t.Context(), client.Query{Text: "ma"})
	for _, err := range []error{delivering, looking} {
		if err == nil {
			continue
		}
		failed[how] = true
		fault, typed := errors.AsType[*client.Error](err)
		switch {
		case !typed:
			t.Errorf("%s: %v", how, err)
			wrong++
		case fault.Kind == client.Offline || fault.Kind == client.OutcomeUnknown || fault.Kind == client.Untrusted:
		default:
			t.Errorf("%s: %s (%s)", how, fault.Kind, fault.Code)
			wrong++
		}
	}
	return wrong
}
