package approvals

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

const detailWidth = 600

// detail is one request with all that is needed to decide it.
type detail struct {
	screen *Screen
	asked  client.Approval
	pop    *parts.Dialog
	reason *parts.Entry
	field  *parts.Field
	said   *parts.Notice
	deny   *parts.Action
	grant  *parts.Action
	busy   bool
}

// open shows a request.
func (s *Screen) open(index int) {
	if index >= len(s.rows) {
		return
	}
	d := &detail{screen: s, asked: s.rows[index], said: parts.NewNotice(), reason: parts.NewEntry("")}
	d.field = parts.NewField(lang.L("Reason (needed to deny)"), d.reason, "")
	d.reason.OnFocus = func(gained bool) {
		if gained {
			d.pop.Reveal(d.field)
		}
	}
	d.reason.OnChanged = func(string) { d.field.SetError("") }
	shut := parts.NewAction(lang.L("Close"), func() { d.pop.Close() })
	d.deny = parts.NewAction(lang.L("Deny"), func() { d.decide(false) })
	d.grant = parts.NewAction(lang.L("Grant"), func() { d.decide(true) })
	d.grant.Weight = parts.Main
	d.pop = &parts.Dialog{Title: lang.L("Request for approval"), Width: detailWidth, Actions: []*parts.Action{shut},
		Held: func() bool { return d.busy }}
	rows := d.facts()
	if s.decidable(d.asked) {
		rows = append(rows, d.field)
		d.pop.Actions, d.pop.First = []*parts.Action{shut, d.deny, d.grant}, d.reason
	}
	d.pop.Body = parts.Stack(theme.Gap, append(rows, d.said)...)
	d.pop.Closed = func() {
		s.opened = nil
		s.o.Log.Debug("dialog closed", "name", "approval")
	}
	s.opened = d
	d.say()
	d.pop.Show(s.o.Canvas)
	s.o.Log.Debug("dialog shown", "name", "approval", "state", string(d.asked.State))
}

func (d *detail) facts() []fyne.CanvasObject {
	a, clock := d.asked, d.screen.o.Clock
	line := func(label, text string) fyne.CanvasObject {
		return parts.Stack(0, parts.NewText(label, parts.Caption), parts.NewParagraph(text, parts.Plain))
	}
	proof := lang.L("{{.Relation}}: {{.Proof}}", map[string]any{"Relation": phrase.Relation(a.Caller.Relation), "Proof": phrase.Proof(a.Caller.Level)})
	facts := []fyne.CanvasObject{
		parts.Stack(0, parts.NewText(lang.L("What for"), parts.Caption), parts.NewParagraph(phrase.Ability(a.Ability), parts.Strong)),
		line(lang.L("Why"), a.Why), d.flags(),
		line(lang.L("Patient"), patient(a.Patient)), line(lang.L("Caller"), proof),
		line(lang.L("Asked by"), lang.L("{{.Name}}, {{.Time}}; good until {{.Until}}",
			map[string]any{"Name": a.AskedByName, "Time": clock.Since(a.AskedAt), "Until": clock.Time(a.ExpiresAt)})),
	}
	if a.DecidedBy != "" {
		facts = append(facts, line(lang.L("Decided by"), a.DecidedByName), line(lang.L("Reason"), a.Reason))
	}
	return facts
}

// patient is who the account is of, masked as the portal has it.
func patient(row client.AccountRow) string {
	all := []string{phrase.Patient(row), row.BirthDate}
	if row.MRN != "" {
		all = append(all, lang.L("MRN {{.MRN}}", map[string]any{"MRN": row.MRN}))
	}
	return strings.Join(append(all, phrase.Status(row.Status).Text), ", ")
}

// flags are the reasons to pause that the agent saw.
func (d *detail) flags() fyne.CanvasObject {
	notice := parts.NewNotice()
	if len(d.asked.Flags) > 0 {
		var said []string
		for _, code := range d.asked.Flags {
			said = append(said, phrase.FlagCode(code))
		}
		notice.Say(parts.Bad, lang.L("Red flags"), strings.Join(said, "\n"))
	}
	return notice
}

// say says why nothing can be decided any more.
func (d *detail) say() {
	switch {
	case d.screen.decidable(d.asked):
		return
	case d.asked.State == client.ApprovalPending:
		d.said.Say(parts.Info, lang.L("You asked for this yourself"), lang.L("Another supervisor must decide."))
	default:
		word := phrase.Approval(d.asked.State)
		d.said.Say(word.Tone, word.Text, "")
	}
}

// took takes in what became of the request while it is looked at.
func (d *detail) took(all []client.Approval) {
	for _, a := range all {
		if a.ID != d.asked.ID || a.State == d.asked.State || d.busy {
			continue
		}
		d.asked = a
		d.deny.SetGreyed(true)
		d.grant.SetGreyed(true)
		d.say()
		d.pop.Fit()
	}
}

func (d *detail) decide(grant bool) {
	reason := strings.TrimSpace(d.reason.Text)
	switch {
	case d.busy:
		return
	case !grant && reason == "", len([]rune(reason)) > client.MaxApprovalText:
		d.field.SetError(lang.L("Please say why in 1 to {{.Count}} characters.", map[string]any{"Count": client.MaxApprovalText}))
		d.pop.Fit()
		parts.Focus(d.reason)
		return
	}
	d.work(true)
	var err error
	s, id := d.screen, d.asked.ID
	s.o.Runner.Go(func(ctx context.Context) { _, err = s.o.Book.Decide(ctx, id, grant, reason) }, func() {
		d.work(false)
		s.o.Log.Debug("approval decided", "grant", grant, "ok", err == nil)
		if err != nil {
			said := phrase.Of(err)
			d.said.Say(parts.Warning, said.Title, said.Detail())
			d.pop.Fit()
		} else {
			d.pop.Close()
		}
		s.Reload()
	})
}

func (d *detail) work(on bool) {
	d.busy = on
	d.deny.SetGreyed(on)
	d.grant.SetGreyed(on)
}
