package shell

import (
	"strings"
	"testing"
	"time"

	"portaldesk/app/line"
	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

func TestTheLineIsSaidInWords(t *testing.T) {
	now := time.Date(2026, 3, 12, 10, 0, 0, 0, time.UTC)
	clock := phrase.Clock{Zone: time.UTC, Now: func() time.Time { return now }}
	since := now.Add(-48 * time.Minute)
	for _, c := range []struct {
		state   line.State
		summary queue.Summary
		tone    parts.Tone
		want    string
	}{
		{line.State{Online: true}, queue.Summary{}, parts.Good, "Online, 0 waiting"},
		{line.State{Online: true}, queue.Summary{Waiting: 1, NeedsAttention: 2}, parts.Warning, "Online, 1 waiting, 2 need attention"},
		{line.State{Since: since, Kind: client.Offline}, queue.Summary{Waiting: 2}, parts.Warning, "Portal not reachable since 09:12, 2 waiting"},
		{line.State{Since: since, Kind: client.Untrusted}, queue.Summary{}, parts.Bad, "Portal not trusted since 09:12, 0 waiting"},
		{line.State{Since: since.Add(-24 * time.Hour), Kind: client.Unavailable}, queue.Summary{}, parts.Warning,
			"Portal not working since yesterday 09:12, 0 waiting"},
	} {
		tone, said := lineWords(c.state, c.summary, clock)
		if tone != c.tone || said != c.want {
			t.Errorf("said %q in tone %d, want %q in %d", said, tone, c.want, c.tone)
		}
	}
}

func TestTheBadgeStaysShort(t *testing.T) {
	for count, want := range map[int]string{0: "", 7: "7", 99: "99", 1200: "99+"} {
		if got := badge(count); got != want {
			t.Errorf("%d is %q, want %q", count, got, want)
		}
	}
}

func TestTheTextGrowsInStepsUpTo200Percent(t *testing.T) {
	w := newWorld(t, keyring(t))
	for range 10 {
		w.command("larger")
	}
	w.until("200 percent", func() bool { return w.shell.look.now.TextScale == 2 && len(w.shell.prefs.waiting) == 0 })
	w.signsIn()
	w.until("words that are not cut", func() bool { return strings.Contains(w.sees(), "Open a call") })
	for range 10 {
		w.command("smaller")
	}
	w.until("100 percent", func() bool { return w.shell.look.now.TextScale == 1 && len(w.shell.prefs.waiting) == 0 })
}
