package deskhours

import (
	"context"
	"log/slog"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/hours"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Options is what the hours are kept with.
type Options struct {
	// Now are the rules as they are kept, Keep keeps others; it is called off the UI goroutine. About is what the portal says.
	Now    hours.Rules
	About  client.About
	Keep   func(hours.Rules) error
	Runner parts.Runner
	Log    *slog.Logger
	Canvas fyne.Canvas
}

// page is the hours and closed days as they are written.
type page struct {
	o      Options
	dialog *parts.Dialog
	zone   *parts.Entry
	whose  *parts.Segments
	week   []*parts.Entry // in the order of weekdays
	set    *parts.Segments
	works  []*parts.Toggle // in the order of the holidays of the United States
	own    *parts.Entry

	zoneField, ownField *parts.Field
	weekFields          []*parts.Field
	weekPlace, holidays *fyne.Container
	notice              *parts.Notice
}

const (
	width     = 640
	ownRows   = 4
	dayLeast  = 270
	ofPortal  = 0 // whose hours
	ofClinic  = 1
	usualDays = 0 // which set of holidays
)

// sets are those that can be chosen: the usual one of the time zone first.
var sets = append([]string{""}, hours.Sets()...)

// Show opens the page.
func Show(o Options) {
	p := &page{o: o, notice: parts.NewNotice(), zone: parts.NewEntry(""), own: parts.NewNoteEntry("", ownRows)}
	p.zoneField = parts.NewField(lang.L("Time zone of the desk"), p.zone, p.zoneHint())
	p.ownField = parts.NewField(lang.L("Days of the clinic's own"), p.own,
		lang.L("One a line: 12-24 Christmas Eve for every year, 2026-12-24 Moving house for once."))
	p.newWeek()
	p.newHolidays()
	p.dialog = &parts.Dialog{Title: lang.L("When the desk may be called"), Width: width, First: p.whose, Body: p.arranged()}
	save := parts.NewAction(lang.L("Save"), p.save)
	save.Weight = parts.Main
	p.dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Cancel"), p.dialog.Close), save}
	p.dialog.Closed = func() { o.Log.Debug("dialog closed", "name", "desk-hours") }
	p.fill(o.Now)
	p.follow()
	p.dialog.Show(o.Canvas)
	o.Log.Debug("dialog shown", "name", "desk-hours")
}

func (p *page) arranged() fyne.CanvasObject {
	return parts.Stack(theme.Gap,
		parts.NewParagraph(lang.L("Callers are told these hours, and calls back are promised within them. A change is kept at once, and holds from the next sign-in on."), parts.Muted),
		parts.NewField(lang.L("Opening hours"), p.whose, ""), p.weekPlace, p.zoneField,
		parts.NewField(lang.L("Holidays"), p.set, ""), p.holidays, p.ownField, p.notice)
}

// zoneHint says what holds while the field is empty.
func (p *page) zoneHint() string {
	if p.o.About.TimeZone == "" {
		return lang.L("Like America/Chicago. The portal does not say where it is: without a time zone no hours are told.")
	}
	return lang.L("Like America/Chicago. Left empty it is the portal's: {{.Zone}}.", map[string]any{"Zone": p.o.About.TimeZone})
}

func (p *page) newWeek() {
	p.whose = parts.NewSegments([]string{lang.L("As the portal says"), lang.L("Our own")}, func(int) { p.show() })
	for _, day := range weekdays {
		entry := parts.NewEntry(lang.L("closed"))
		field := parts.NewField(lang.L(day.String()), entry, "")
		p.week, p.weekFields = append(p.week, entry), append(p.weekFields, field)
	}
	p.weekPlace = pairs(theme.Gap, p.weekFields)
}

func (p *page) newHolidays() {
	p.set = parts.NewSegments([]string{lang.L("As usual there"), lang.L("None"), lang.L("United States")}, func(int) { p.show() })
	for _, holiday := range hours.HolidaysOf(hours.SetUS) {
		p.works = append(p.works, parts.NewToggle(lang.L(holiday.Name), nil))
	}
	p.holidays = parts.Stack(theme.Half, parts.NewParagraph(lang.L("The desk is closed on those that are ticked:"), parts.Muted), pairs(theme.Half, p.works))
	p.zone.OnChanged = func(string) { p.show() }
}

// pairs sets parts in rows of two, read row by row, where the window is wide enough.
func pairs[T fyne.CanvasObject](gap float32, list []T) *fyne.Container {
	rows := parts.Stack(gap)
	for pair := range slices.Chunk(list, 2) {
		row := parts.Columns(dayLeast, theme.Gap)
		for _, part := range pair {
			row.Add(part)
		}
		if len(pair) == 1 {
			row.Add(parts.Stack(0)) // as wide as the others
		}
		rows.Add(row)
	}
	return rows
}

// fill writes the rules onto the page. Where the clinic has no hours of its own the portal's are what it would change.
func (p *page) fill(rules hours.Rules) {
	list, whose := rules.Hours, ofClinic
	if len(list) == 0 {
		list, whose = p.o.About.DeskHours, ofPortal
	}
	for i, day := range weekdays {
		p.week[i].SetText(spansOf(list, day))
	}
	for i, holiday := range hours.HolidaysOf(hours.SetUS) {
		p.works[i].SetChecked(!slices.Contains(rules.Holidays.Off, holiday.ID))
	}
	p.zone.SetText(rules.TimeZone)
	p.own.SetText(linesOf(rules.Holidays.Own))
	p.set.Choose(max(usualDays, slices.Index(sets, rules.Holidays.Set)))
	p.whose.Choose(whose)
}

// show leaves away what means nothing now.
func (p *page) show() {
	if p.dialog == nil {
		return // it is being filled
	}
	shown(p.weekPlace, p.whose.Chosen() == ofClinic)
	set := p.chosenSet()
	if set == "" {
		set = hours.UsualSet(p.zoneNow())
	}
	shown(p.holidays, set == hours.SetUS)
	p.dialog.Fit()
}

func shown(object fyne.CanvasObject, is bool) {
	if is {
		object.Show()
	} else {
		object.Hide()
	}
}

func (p *page) chosenSet() string { return sets[max(usualDays, p.set.Chosen())] }

// zoneNow is where the desk is, as far as it is written.
func (p *page) zoneNow() string {
	if zone := strings.TrimSpace(p.zone.Text); zone != "" {
		return zone
	}
	return p.o.About.TimeZone
}

// written are the rules as they stand on the page.
func (p *page) written() hours.Rules {
	rules := hours.Rules{TimeZone: strings.TrimSpace(p.zone.Text)}
	if p.whose.Chosen() == ofClinic {
		for i, day := range weekdays {
			rules.Hours = append(rules.Hours, hoursOf(p.week[i].Text, day)...)
		}
	}
	rules.Holidays = hours.Holidays{Set: p.chosenSet(), Own: daysOf(p.own.Text)}
	for i, holiday := range hours.HolidaysOf(hours.SetUS) {
		if !p.works[i].Checked {
			rules.Holidays.Off = append(rules.Holidays.Off, holiday.ID)
		}
	}
	return rules
}

// save keeps what is written, or says where it cannot be.
func (p *page) save() {
	rules := p.written()
	if p.complain(rules) {
		return
	}
	var err error
	p.o.Runner.Go(func(context.Context) { err = p.o.Keep(rules) }, func() {
		if err == nil {
			p.dialog.Close()
			return
		}
		p.o.Log.Warn("desk hours were not kept", "cause", err)
		said := phrase.NotKept(err)
		p.notice.Say(parts.Warning, said.Title, said.Detail())
		p.dialog.Reveal(p.notice)
	})
}

// complain says at the right field what is wrong, and goes there.
func (p *page) complain(rules hours.Rules) bool {
	for _, field := range append([]*parts.Field{p.zoneField, p.ownField}, p.weekFields...) {
		field.SetError("")
	}
	if p.whose.Chosen() == ofClinic && len(rules.Hours) == 0 {
		return p.wrong(p.weekFields[0], p.week[0], lang.L("Enter hours for one day at least, or go by the portal's."))
	}
	found := invalid(rules.Check())
	if found == nil {
		return false
	}
	switch where, why := mistake(found); {
	case where.zone:
		return p.wrong(p.zoneField, p.zone, why)
	case where.own:
		return p.wrong(p.ownField, p.own, why)
	default:
		at := slices.Index(weekdays, rules.Hours[where.entry].Weekday)
		return p.wrong(p.weekFields[at], p.week[at], why)
	}
}

func (p *page) wrong(field *parts.Field, entry *parts.Entry, why string) bool {
	field.SetError(why)
	p.o.Canvas.Focus(entry)
	return true
}

// follow scrolls to what has the focus.
func (p *page) follow() {
	entries := map[*parts.Entry]*parts.Field{p.zone: p.zoneField, p.own: p.ownField}
	for i, entry := range p.week {
		entries[entry] = p.weekFields[i]
	}
	for entry, field := range entries {
		entry.OnFocus = func(bool) { p.dialog.Reveal(field) }
	}
	for _, choice := range []*parts.Segments{p.whose, p.set} {
		choice.OnFocus = func() { p.dialog.Reveal(choice) }
	}
}
