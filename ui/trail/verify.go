package trail

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/secret"
	chain "portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// check is the dialog that holds the trail against what was written.
type check struct {
	s      *Screen
	dialog *parts.Dialog
	words  *parts.Paragraph
	bar    *parts.Progress
	notice *parts.Notice
	breaks *fyne.Container
	close  *parts.Action
	stop   *parts.Stopper
	still  func() // stops the clock
	// read is how many entries were checked, of about so many; both are written off the UI goroutine.
	read, total atomic.Int64
}

const (
	checkWidth = 600
	// checkEvery is how often the dialog says how far it is.
	checkEvery = 200 * time.Millisecond
)

// Verify checks the whole trail and says whether, and where, it is broken.
func (s *Screen) Verify() {
	c := &check{s: s, words: parts.NewParagraph(lang.L("Checking …"), parts.Plain), bar: parts.NewProgress(), notice: parts.NewNotice(),
		breaks: parts.Stack(theme.Grid), stop: &parts.Stopper{}}
	c.dialog = &parts.Dialog{Title: lang.L("Verify the trail"), Width: checkWidth}
	c.close = parts.NewAction(lang.L("Stop"), c.dialog.Close)
	about := parts.NewParagraph(lang.L("Every entry carries the seal of the one before, and the keyring knows the newest. Each is computed anew."), parts.Muted)
	c.dialog.Body = parts.Stack(theme.Gap, about, c.words, c.bar, c.notice, c.breaks)
	c.dialog.Actions = []*parts.Action{c.close}
	c.dialog.Closed = func() {
		c.stop.Stop()
		c.still()
		s.o.Log.Debug("dialog closed", "name", "verify-trail")
	}
	c.still = s.o.Ticker.Every(checkEvery, c.tell)
	c.dialog.Show(s.o.Around.Canvas)
	s.o.Log.Debug("dialog shown", "name", "verify-trail")
	c.begin()
}

func (c *check) begin() {
	var (
		report chain.Report
		err    error
	)
	c.s.o.Runner.Go(func(ctx context.Context) {
		ctx, cancel := c.stop.With(ctx)
		defer cancel()
		if page, err := c.s.o.Desk.TrailPage(chain.Filter{}, 1, 0); err == nil && len(page.Entries) > 0 {
			c.total.Store(int64(page.Entries[0].Seq))
		}
		report, err = c.s.o.Desk.VerifyTrail(ctx, func(entries int) { c.read.Store(int64(entries)) })
	}, func() { c.ended(report, err) })
}

// tell says how far it is.
func (c *check) tell() {
	read, total := c.read.Load(), max(c.total.Load(), c.read.Load())
	if read == 0 {
		return
	}
	c.bar.Set(float32(read) / float32(total))
	c.words.SetText(lang.L("{{.Read}} of about {{.Total}} entries are checked.",
		map[string]any{"Read": phrase.Grouped(int(read)), "Total": phrase.Grouped(int(total))}))
}

func (c *check) ended(report chain.Report, err error) {
	c.still()
	c.s.o.Log.Debug("trail verified", "entries", report.Entries, "breaks", len(report.Breaks), "ok", err == nil)
	if !c.dialog.Open() {
		return
	}
	c.bar.Hide()
	c.close.SetText(lang.L("Close"))
	switch {
	case report.Entries == 0 && err != nil:
		c.unknown(err)
	case report.Intact():
		c.intact(report)
	default:
		c.broken(report)
	}
	c.dialog.Fit()
	c.s.Reload()
}

// unknown says that the check did not come to its end.
func (c *check) unknown(err error) {
	c.words.SetText(lang.L("Nothing is known about the trail: the check did not come to its end."))
	said := phrase.Of(err)
	switch {
	case client.KindOf(err) == client.Canceled || errors.Is(err, context.Canceled):
		said = phrase.Sentence{Title: lang.L("Stopped"), Next: lang.L("Verify again when there is time: it can be stopped at any moment.")}
	case errors.Is(err, secret.ErrUnavailable):
		said = phrase.Sentence{Title: lang.L("The trail cannot be checked: the keyring is locked"),
			Body: lang.L("Only the keyring knows where the trail ends. This does not mean that anything is wrong with it."),
			Next: lang.L("Unlock this computer's keyring and verify again.")}
	}
	c.notice.Say(parts.Warning, said.Title, said.Detail())
}

func (c *check) intact(report chain.Report) {
	facts := map[string]any{"N": phrase.Grouped(report.Entries), "Head": phrase.Grouped(int(report.Head)),
		"Anchored": phrase.Grouped(int(report.Anchored))}
	c.words.SetText(lang.L("{{.N}} entries were read. The keyring vouches for entry {{.Anchored}}.", facts))
	body := lang.L("Nothing was edited, moved, taken out or cut off.")
	if report.Anchored < report.Head {
		body += " " + lang.L("For the newest entries the keyring does not vouch yet; it does so within moments.")
	}
	if len(report.Accepted) > 0 {
		body += " " + lang.L("The keyring once lost the end of the trail. Entry {{.N}} says who accepted it as it stood.",
			map[string]any{"N": phrase.Grouped(int(report.Accepted[len(report.Accepted)-1]))})
	}
	c.notice.Say(parts.Good, lang.L("Intact to entry {{.Head}}", facts), body)
}

// shownBreaks is how many places are named; an export or the command line names all.
const shownBreaks = 12

// broken says where and how, and what to do.
func (c *check) broken(report chain.Report) {
	c.words.SetText(lang.L("{{.N}} entries were read.", map[string]any{"N": phrase.Grouped(report.Entries)}))
	title := lang.L("The trail is broken in one place")
	if len(report.Breaks) > 1 {
		title = lang.L("The trail is broken in {{.N}} places", map[string]any{"N": phrase.Grouped(len(report.Breaks))})
	}
	c.notice.Say(parts.Bad, title, lang.L("It is not what was written. Leave this computer and its files as they are, export the trail, and tell whoever answers for privacy today. You can go on working: new entries are written behind."))
	for _, b := range report.Breaks[:min(len(report.Breaks), shownBreaks)] {
		at, meaning := phrase.TrailBreak(b)
		c.breaks.Add(parts.Stack(0, parts.NewParagraph(at, parts.Strong), parts.NewParagraph(meaning, parts.Plain)))
	}
	if more := len(report.Breaks) - shownBreaks; more > 0 {
		c.breaks.Add(parts.NewParagraph(lang.L("And {{.N}} more: “portaldesk trail verify” names them all.", map[string]any{"N": phrase.Grouped(more)}), parts.Muted))
	}
}
