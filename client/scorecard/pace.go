package scorecard

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// pace is how fast the portal answers, and how many accounts it has.
type pace struct {
	looks, opens []time.Duration
	accounts     int   // -1 when the portal does not say
	trouble      error // what kept it from being measured
}

// samples is how often each thing is measured.
const samples = 20

// measure looks up names of people who are there, as an agent does all day, and opens one account again and again: opening
// more would leave traces about more patients.
func measure(ctx context.Context, g *guard, now func() time.Time) pace {
	p := pace{accounts: -1}
	page, err := g.Search(ctx, client.Query{Status: client.StatusActive, Limit: 100})
	if err == nil && len(page.Items) == 0 {
		err = &client.Error{Op: client.OpSearch, Kind: client.NotFound, Code: "nobody-active"}
	}
	if err != nil {
		p.trouble = err
		return p
	}
	p.accounts = countAccounts(ctx, g)
	for _, name := range names(page.Items) {
		p.looks = timed(p.looks, now, func() error {
			_, err := g.Search(ctx, client.Query{Text: name, Limit: 25})
			return err
		})
	}
	for range samples {
		p.opens = timed(p.opens, now, func() error {
			_, err := g.Account(ctx, page.Items[0].ID)
			return err
		})
	}
	return p
}

// timed adds how long work took, unless it failed.
func timed(times []time.Duration, now func() time.Time, work func() error) []time.Duration {
	began := now()
	if work() != nil {
		return times
	}
	return append(times, now().Sub(began))
}

// names are what an agent types to find these people: their family names, again and again when there are few.
func names(rows []client.AccountRow) []string {
	var found []string
	for _, row := range rows {
		family, _, _ := strings.Cut(row.Name, ",")
		if len([]rune(family)) >= 2 {
			found = append(found, family)
		}
	}
	for len(found) > 0 && len(found) < samples {
		found = append(found, found...)
	}
	return found[:min(len(found), samples)]
}

// countAccounts adds up the accounts of every state, -1 when the portal does not count them.
func countAccounts(ctx context.Context, g *guard) int {
	total := 0
	for _, status := range []client.Status{
		client.StatusNone, client.StatusInvited, client.StatusCodeExpired, client.StatusActive, client.StatusLocked,
		client.StatusResetPending, client.StatusDeactivated, client.StatusDeclined, client.StatusDeceased, client.StatusMerged,
	} {
		page, err := g.Search(ctx, client.Query{Status: status, Limit: 1})
		if err != nil || page.Total < 0 {
			return -1
		}
		total += page.Total
	}
	return total
}

func (f *findings) scale() []Line {
	const fix = "Have the vendor measure where the time goes, at the number of patients that you will have."
	return []Line{
		f.size().asks("accounts", "Was it measured with tens of thousands of accounts?"),
		f.paced(f.pace.looks, "look-ups", fix).asks("look-up-time", "Is a look-up answered while the caller speaks?"),
		f.paced(f.pace.opens, "openings of an account", fix).asks("open-time", "Does an account open at once?"),
		f.paged().asks("pages", "Are long lists complete?"),
	}
}

// many is tens of thousands.
const many = 10_000

func (f *findings) size() Line {
	if line, untried := f.unpaced(); untried {
		return line
	}
	known, seen := f.pace.accounts, fmt.Sprintf("It says that it has %s.", count(f.pace.accounts, "account"))
	if known < 0 {
		known = f.guard.listed()
		seen = fmt.Sprintf("It does not say how many accounts it has; %s were seen in look-ups.", count(known, "account"))
	}
	line := answer(Yes, "", seen)
	if known < many {
		line = answer(Partly, "Look again at a portal with as many patients as you will have.", seen)
	}
	line.Measured = &Measured{Count: known}
	return line
}

func (f *findings) unpaced() (Line, bool) {
	switch {
	case f.subject.Session == nil:
		return f.nobody(), true
	case f.pace.trouble != nil:
		return answer(NotTried, "", fmt.Sprintf("No account could be listed: %v.", f.pace.trouble)), true
	}
	return Line{}, false
}

// How long an agent on the telephone does not notice, and how long she bears.
const (
	unnoticed = time.Second
	bearable  = 3 * time.Second
)

func (f *findings) paced(times []time.Duration, what, fix string) Line {
	if line, untried := f.unpaced(); untried {
		return line
	}
	if len(times) == 0 {
		return answer(No, fix, "None of the "+what+" was answered.")
	}
	measured := &Measured{Count: len(times), P50: milliseconds(percentile(times, 50)), P95: milliseconds(percentile(times, 95))}
	seen := fmt.Sprintf("%d %s: half within %s, 95 of 100 within %s.", measured.Count, what, spokenTime(measured.P50), spokenTime(measured.P95))
	verdict := Yes
	switch slowest := percentile(times, 95); {
	case slowest > bearable:
		verdict = No
	case slowest > unnoticed:
		verdict = Partly
	}
	line := answer(verdict, fix, seen)
	line.Measured = measured
	return line
}

func percentile(times []time.Duration, percent int) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[(len(sorted)*percent+99)/100-1]
}

// spokenTime is a time without decimals that nobody feels.
func spokenTime(ms float64) string {
	if ms >= 10 {
		ms = math.Round(ms)
	}
	return fmt.Sprintf("%g ms", ms)
}

func milliseconds(d time.Duration) float64 {
	return float64(d.Round(100*time.Microsecond)) / float64(time.Millisecond)
}

// paging says that a test is about pages rather than about finding.
func paging(r portaltest.Result) bool {
	return strings.Contains(r.Test, "pages") || strings.Contains(r.Test, "thousands")
}

func (f *findings) paged() Line {
	if f.subject.Session == nil {
		return f.nobody()
	}
	return judged(f.read, "Have the vendor mend the pages: a patient who is on none is not found.", func(r portaltest.Result) bool {
		return r.Group == "look-up" && paging(r)
	})
}
