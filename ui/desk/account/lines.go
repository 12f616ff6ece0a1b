package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"portaldesk/app/diagnosis"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// line is one thing that happened.
type line struct {
	when  string
	what  phrase.Word
	where string
}

func attemptLines(c diagnosis.Case, clock phrase.Clock) []line {
	lines := make([]line, len(c.Attempts))
	for i, attempt := range c.Attempts {
		lines[i] = line{clock.Since(attempt.At), phrase.Attempt(attempt.Cause), attempt.Device}
	}
	return lines
}

func mailLines(c diagnosis.Case, clock phrase.Clock) []line {
	lines := make([]line, len(c.Mail))
	for i, mail := range c.Mail {
		status := phrase.Mail(mail.Status)
		where := status.Text
		if mail.Detail != "" {
			where += ": " + mail.Detail
		}
		status.Text = lang.L("{{.Kind}} to {{.To}}", map[string]any{"Kind": phrase.MailKind(mail.Kind), "To": mail.To})
		lines[i] = line{clock.Since(mail.At), status, where}
	}
	return lines
}

func sessionLines(c diagnosis.Case, clock phrase.Clock) []line {
	lines := make([]line, len(c.Sessions))
	for i, session := range c.Sessions {
		seen := ""
		if !session.LastSeenAt.IsZero() {
			seen = lang.L("last seen {{.Ago}}", map[string]any{"Ago": clock.Ago(session.LastSeenAt)})
		}
		where := phrase.Word{Text: session.Device, Icon: toolkit.IconNameComputer, Tone: parts.Info}
		lines[i] = line{clock.Since(session.StartedAt), where, seen}
	}
	return lines
}

// lineRow shows a line in columns.
type lineRow struct {
	widget.BaseWidget
	parts.AsText
	when, what, where *parts.Text
	icon              *parts.Icon
}

func newLineRow() *lineRow {
	r := &lineRow{
		when: parts.NewClipped("", parts.Muted), what: parts.NewClipped("", parts.Plain),
		where: parts.NewClipped("", parts.Muted), icon: parts.NewIcon(toolkit.IconNameInfo, theme.Muted),
	}
	r.ExtendBaseWidget(r)
	return r
}

var lineCells = parts.NewCells(theme.Grid,
	parts.Cell{Least: 132}, parts.Cell{Least: 18}, parts.Cell{Least: 120, Share: 1}, parts.Cell{Least: 110, Share: 1})

// CreateRenderer lays the columns out.
func (r *lineRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{
		Layout: lineCells, Objects: []fyne.CanvasObject{r.when, r.icon, r.what, r.where},
	})
}

// AccessibilityLabel is the whole row.
func (r *lineRow) AccessibilityLabel() string { return parts.Said(r.when, r.what, r.where) }

func (r *lineRow) set(l line) {
	r.when.SetText(l.when)
	r.icon.Set(l.what.Icon, l.what.Tone.Fore())
	r.what.SetText(l.what.Text)
	r.where.SetText(l.where)
}
