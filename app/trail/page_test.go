package trail_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"portaldesk/app/trail"
	"portaldesk/client"
)

func (d *desk) append(t *testing.T, e client.AuditEvent) {
	t.Helper()
	_, err := d.trail.Append(e)
	must(t, err)
}

func noStop() error { return nil }

func TestPagesOfAFilterHaveEachOfItsEntriesOnce(t *testing.T) {
	d := newDesk(t)
	for range 3 {
		d.append(t, client.AuditEvent{AgentID: "a", Action: "unlock", Outcome: client.AuditDone})
		d.append(t, client.AuditEvent{AgentID: "b", Action: "unlock", Outcome: client.AuditRefused})
	}
	var seen []uint64
	for before := uint64(0); ; {
		page, err := d.trail.Page(trail.Filter{Agent: "a"}, 2, before)
		must(t, err)
		for _, e := range page.Entries {
			seen = append(seen, e.Seq)
		}
		if before = page.Next; before == 0 {
			break
		}
	}
	if len(seen) != 3 || seen[0] != 5 || seen[1] != 3 || seen[2] != 1 {
		t.Errorf("%v", seen)
	}
}

func TestAnExportedEntryCarriesItsHash(t *testing.T) {
	d := newDesk(t)
	d.write(t, 3)
	var out bytes.Buffer
	written, _, err := d.trail.Export(&out, trail.JSONLines, trail.Filter{}, noStop)
	must(t, err)
	previous := trail.Genesis
	for lines := json.NewDecoder(&out); lines.More(); {
		var e client.AuditEvent
		must(t, lines.Decode(&e))
		if trail.HashOf(e) != e.Hash || e.Prev != previous {
			t.Errorf("entry %d does not check", e.Seq)
		}
		previous = e.Hash
	}
	if written != 3 || previous == trail.Genesis {
		t.Errorf("%d written", written)
	}
}

func TestASpreadsheetTakesNoCellForAFormula(t *testing.T) {
	d := newDesk(t)
	d.append(t, client.AuditEvent{AgentID: "=1+1", Action: "unlock", Account: "@x", Detail: "a,\"b\""})
	var out bytes.Buffer
	_, _, err := d.trail.Export(&out, trail.CSV, trail.Filter{}, noStop)
	must(t, err)
	text, marked := strings.CutPrefix(out.String(), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	must(t, err)
	if !marked || len(rows) != 2 || rows[1][2] != "'=1+1" || rows[1][4] != "'@x" || rows[1][6] != "a,\"b\"" {
		t.Errorf("%v %q", marked, rows)
	}
}

func TestVerifyingExportingAndReviewingCanBeStopped(t *testing.T) {
	d := newDesk(t)
	d.ring.gone.Store(true) // anchoring each is not what is tested
	d.write(t, 1000)
	d.trail.Settle()
	d.ring.gone.Store(false)
	stopped := errors.New("stopped")
	stop := func() error { return stopped }
	if _, err := d.trail.VerifyWatched(func(int) error { return stopped }); !errors.Is(err, stopped) {
		t.Errorf("verify: %v", err)
	}
	if _, _, err := d.trail.Export(&bytes.Buffer{}, trail.CSV, trail.Filter{}, stop); !errors.Is(err, stopped) {
		t.Errorf("export: %v", err)
	}
	if _, err := d.trail.Review(trail.Filter{}, nil, stop); !errors.Is(err, stopped) {
		t.Errorf("review: %v", err)
	}
}

func TestAReviewCountsOutcomesAndWhoWasNotProven(t *testing.T) {
	d := newDesk(t)
	d.write(t, 2)
	d.append(t, client.AuditEvent{Action: "verify-caller", Account: "x", Outcome: client.AuditRefused})
	d.append(t, client.AuditEvent{Action: "verify-caller", Account: "x", Outcome: client.AuditDone})
	review, err := d.trail.Review(trail.Filter{}, nil, noStop)
	must(t, err)
	if review.Entries != 4 || review.Counts["unlock"][client.AuditDone] != 2 || review.Unproven["x"] != 1 || review.Refused() != 1 {
		t.Errorf("%+v", review)
	}
}

func TestAPageThatFindsLittleStopsAndSaysWhereToGoOn(t *testing.T) {
	d := newDesk(t)
	d.append(t, client.AuditEvent{AgentID: "rare", Action: "unlock"})
	d.ring.gone.Store(true)
	d.write(t, 2100)
	first, err := d.trail.Page(trail.Filter{Agent: "rare"}, 10, 0)
	must(t, err)
	if len(first.Entries) != 0 || first.Next != 102 || first.Until.IsZero() {
		t.Fatalf("%+v", first)
	}
	second, err := d.trail.Page(trail.Filter{Agent: "rare"}, 10, first.Next)
	must(t, err)
	if len(second.Entries) != 1 || second.Next != 0 {
		t.Errorf("%+v", second)
	}
}
