package shell

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app"
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

func TestInLargeTextTheHoursAndTheRoleHaveALineOfTheirOwn(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	top := w.shell.house.top
	hours, role := top.hours.Text(), top.role.Text()
	if hours == "" || role == "" || top.below.Visible() {
		t.Fatalf("hours %q, role %q, a second line: %v", hours, role, top.below.Visible())
	}
	for range 10 {
		w.command("larger")
	}
	w.until("200 percent", func() bool { return w.shell.look.now.TextScale == 2 && len(w.shell.prefs.waiting) == 0 })
	top.refresh()
	if got := top.below.Text(); !top.below.Visible() || !strings.Contains(got, hours) || !strings.Contains(got, role) {
		t.Errorf("the second line says %q, want %q and %q in it", got, hours, role)
	}
}

// The note is what an agent types into all the time; nothing above it may push it out of a small window.
func TestInLargeTextOnASmallWindowTheNoteStaysInSight(t *testing.T) {
	w := newWorld(t, keyring(t))
	w.signsIn()
	for range 10 {
		w.command("larger")
	}
	w.until("200 percent", func() bool { return w.shell.look.now.TextScale == 2 && len(w.shell.prefs.waiting) == 0 })
	w.shell.house.tick()
	w.shell.window.Resize(fyne.NewSize(1024, 640))
	w.command("open-call")
	w.until("a call", func() bool { return w.shell.house.desk.Calls.Current() != nil && strings.Contains(w.sees(), "Talking") })
	current := w.shell.house.desk.Calls.Current()
	current.SetOutcome(client.OutcomeCallBack)
	current.SetNote("asked for a call")
	w.shell.house.screen.Apply(app.CallbacksChanged{}) // shows the call anew
	w.command("note")
	w.shell.house.lay() // as the next frame does
	note := w.canvas().Focused().(fyne.CanvasObject)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(note)
	if bottom := at.Y + note.Size().Height; bottom > w.canvas().Size().Height || at.X+note.Size().Width > w.canvas().Size().Width {
		t.Errorf("the note ends at %v, %v of a window of %v", at.X+note.Size().Width, bottom, w.canvas().Size())
	}
	w.until("the fields of a call back", func() bool { return strings.Contains(w.sees(), "In 1 hour") })
}
