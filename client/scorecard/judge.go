package scorecard

import (
	"fmt"
	"strings"

	"portaldesk/client/portaltest"
)

// judged is a line about those results that pick chooses.
func judged(results []portaltest.Result, fix string, pick func(portaltest.Result) bool) Line {
	var t tally
	for _, result := range results {
		if pick(result) {
			t.add(result)
		}
	}
	return answer(t.verdict(), fix, t.evidence()...)
}

// tally is results by how they went.
type tally struct {
	passed, failed, untried int
	failures                []string
	remarks                 []string
	reasons                 []string // why some were not tried
}

func (t *tally) add(result portaltest.Result) {
	switch result.Outcome {
	case portaltest.Passed:
		t.passed++
		if result.Why != "" {
			t.remarks = append(t.remarks, sentence(result))
		}
	case portaltest.Failed:
		t.failed++
		t.failures = append(t.failures, "Failed. "+sentence(result))
	case portaltest.NotTried:
		t.untried++
		t.reasons = appendOnce(t.reasons, result.Why)
	}
}

func sentence(result portaltest.Result) string {
	return strings.ToUpper(result.Test[:1]) + result.Test[1:] + ": " + result.Why + "."
}

func appendOnce(list []string, text string) []string {
	for _, known := range list {
		if known == text {
			return list
		}
	}
	return append(list, text)
}

func (t *tally) verdict() Verdict {
	switch {
	case t.failed > 0 && t.passed > 0:
		return Partly
	case t.failed > 0:
		return No
	case t.passed > 0:
		return Yes
	}
	return NotTried
}

// few is how many of a kind are named.
const few = 4

func (t *tally) evidence() []string {
	var lines []string
	if tried := t.passed + t.failed; tried > 0 {
		lines = append(lines, fmt.Sprintf("Tried: %d of %s passed.", t.passed, count(tried, "test")))
	}
	lines = append(lines, atMost(few, t.failures)...)
	lines = append(lines, atMost(few, t.remarks)...)
	if t.untried > 0 {
		lines = append(lines, fmt.Sprintf("Not tried: %s (%s).", count(t.untried, "test"), strings.Join(atMost(few, t.reasons), "; ")))
	}
	return lines
}

func atMost(n int, lines []string) []string {
	if len(lines) <= n {
		return lines
	}
	return append(lines[:n:n], fmt.Sprintf("and %d more", len(lines)-n))
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
