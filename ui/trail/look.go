package trail

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	chain "portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// look is the dialog of the weekly look: what a reviewer needs of the last seven days, and her word that she has seen it.
type look struct {
	s           *Screen
	from, until time.Time // from the first moment to the first one after
	dialog      *parts.Dialog
	body        *fyne.Container
	notice      *parts.Notice
	mark        *parts.Action
	stop        *parts.Stopper
	busy        bool
}

const (
	lookWidth = 820
	// remembers is how far back the last look is searched for.
	remembers = 35
)

// Look reads the last seven days and shows what is worth a look.
func (s *Screen) Look() {
	l := &look{s: s, from: s.o.Clock.Midnight(-6), until: s.o.Clock.Midnight(1), notice: parts.NewNotice(), stop: &parts.Stopper{}}
	l.body = parts.Stack(theme.Gap, parts.NewParagraph(lang.L("Reading the last seven days …"), parts.Plain))
	l.mark = parts.NewAction(lang.L("Mark as reviewed"), l.reviewed)
	l.mark.Weight, l.mark.Greyed, l.mark.OnExplain = parts.Main, true, l.explain
	l.dialog = &parts.Dialog{Title: lang.L("The weekly look"), Width: lookWidth, Body: parts.Stack(theme.Gap, l.body, l.notice)}
	l.dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), l.dialog.Close), l.mark}
	l.dialog.First = l.dialog.Actions[0]
	l.dialog.Closed = func() {
		l.stop.Stop()
		s.o.Log.Debug("dialog closed", "name", "weekly-look")
	}
	l.dialog.Show(s.o.Around.Canvas)
	s.o.Log.Debug("dialog shown", "name", "weekly-look")
	l.read()
}

// week is what was read.
type week struct {
	chain.Review
	last    client.AuditEvent // the newest review
	looked  bool              // there was one
	problem error
}

func (l *look) read() {
	var w week
	l.s.o.Runner.Go(func(ctx context.Context) {
		ctx, cancel := l.stop.With(ctx)
		defer cancel()
		w = l.s.readWeek(ctx, chain.Filter{From: l.from, To: l.until})
	}, func() { l.show(w) })
}

// readWeek also finds who looked last, which may be longer ago.
func (s *Screen) readWeek(ctx context.Context, f chain.Filter) (w week) {
	w.Review, w.problem = s.o.Desk.ReviewTrail(ctx, f)
	switch {
	case w.problem != nil:
	case len(w.Reviews) > 0:
		w.last, w.looked = w.Reviews[0], true
	default:
		w.last, w.looked, w.problem = s.o.Desk.LastReview(ctx, s.o.Clock.Midnight(-remembers))
	}
	return w
}

func (l *look) show(w week) {
	if !l.dialog.Open() {
		return
	}
	l.s.o.Log.Debug("week read", "entries", w.Entries, "ok", w.problem == nil)
	l.body.RemoveAll()
	if w.problem != nil {
		said := phrase.Of(w.problem)
		l.notice.Say(parts.Bad, said.Title, said.Detail())
		l.dialog.Fit()
		return
	}
	for _, section := range l.s.report(l.from, w) {
		l.body.Add(section)
	}
	l.mark.SetGreyed(!l.s.o.Desk.ReadsOthersTrail())
	l.dialog.Fit()
}

// explain says why the week cannot be marked.
func (l *look) explain() {
	if !l.mark.Greyed || l.busy || l.s.o.Desk.ReadsOthersTrail() {
		return
	}
	l.notice.Say(parts.Info, lang.L("Not yours to mark"),
		lang.L("Your role does not read what others did, so this is not the whole week. A supervisor or an auditor reviews it."))
	l.dialog.Fit()
}

// reviewed writes down that the agent has looked at these days.
func (l *look) reviewed() {
	if l.busy {
		return
	}
	l.busy = true
	var err error
	l.s.o.Runner.Go(func(context.Context) { err = l.s.o.Desk.MarkReviewed(l.from, l.until) }, func() { l.marked(err) })
}

func (l *look) marked(err error) {
	l.busy = false
	l.s.o.Log.Debug("week reviewed", "ok", err == nil)
	if err != nil {
		said := phrase.Of(err)
		l.notice.Say(parts.Bad, said.Title, said.Detail())
	} else {
		l.mark.SetGreyed(true)
		l.notice.Say(parts.Good, lang.L("Marked as reviewed"), lang.L("Your look is an entry of the trail."))
		l.s.Reload()
	}
	l.dialog.Fit()
}
