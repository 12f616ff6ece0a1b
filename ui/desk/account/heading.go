package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/diagnosis"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// heading is the name, the neutral status, and the portal's own word for it with the reason.
type heading struct {
	clock   phrase.Clock
	content *fyne.Container
	name    *parts.Text
	status  *parts.Pill
	minor   *parts.Pill
	why     *parts.Paragraph
}

func newHeading(clock phrase.Clock) *heading {
	h := &heading{
		clock: clock,
		name:  parts.NewClipped("", parts.Title), status: parts.NewPill(parts.Neutral, "", ""),
		minor: parts.NewPill(parts.Warning, "", lang.L("Minor")), why: parts.NewParagraph("", parts.Muted),
	}
	h.content = parts.Column(theme.Half,
		parts.Spread(theme.Grid, nil, h.name, parts.Line(theme.Grid, h.minor, h.status)), h.why)
	return h
}

func (h *heading) show(c diagnosis.Case) {
	a := c.Account
	status := phrase.Status(a.Status)
	h.name.SetText(a.Name)
	h.status.Set(status.Tone, status.Icon, status.Text)
	if a.Minor {
		h.minor.Show()
	} else {
		h.minor.Hide()
	}
	h.why.SetText(h.reason(a))
	h.content.Refresh()
}

// reason is the portal's own word for the status, its reason, and how long a lock lasts.
func (h *heading) reason(a client.Account) string {
	text := lang.L("The portal says “{{.Word}}”", map[string]any{"Word": a.PortalStatus})
	if a.Reason != "" {
		text += ": " + a.Reason
	}
	if a.LockedUntil != nil {
		text += " · " + lang.L("until {{.Time}}", map[string]any{"Time": h.clock.Since(*a.LockedUntil)})
	}
	if a.MustChangePassword && a.Status != client.StatusResetPending {
		text += " · " + lang.L("must set a new password at the next sign-in")
	}
	return text
}
