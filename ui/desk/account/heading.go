package account

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/diagnosis"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// heading is the name, the neutral status, the portal's own word for it with the reason, and who could not be proven lately.
type heading struct {
	clock   phrase.Clock
	content *fyne.Container
	name    *parts.Text
	status  *parts.Pill
	minor   *parts.Pill
	why     *parts.Paragraph
	failed  *unproven
}

func newHeading(clock phrase.Clock) *heading {
	h := &heading{
		clock: clock,
		name:  parts.NewClipped("", parts.Title), status: parts.NewPill(parts.Neutral, "", ""),
		minor: parts.NewPill(parts.Warning, "", lang.L("Minor")), why: parts.NewParagraph("", parts.Muted),
		failed: newUnproven(clock),
	}
	h.content = parts.Column(theme.Half,
		parts.Spread(theme.Grid, nil, h.name, parts.Line(theme.Grid, h.minor, h.status)), h.why, h.failed.content)
	return h
}

func (h *heading) show(c diagnosis.Case) {
	a := c.Account
	status := phrase.Status(a.Status)
	if a.AsSaid {
		status = phrase.Word{Text: lang.L("Not in the directory"), Icon: toolkit.IconNameDocumentCreate, Tone: parts.Warning}
	}
	h.name.SetText(phrase.Patient(a.AccountRow))
	h.status.Set(status.Tone, status.Icon, status.Text)
	if a.Minor {
		h.minor.Show()
	} else {
		h.minor.Hide()
	}
	reason := h.reason(a)
	h.why.SetText(reason)
	h.why.Hidden = reason == ""
	h.failed.show(a.FailedProofs)
	h.content.Refresh()
}

// reason is the portal's own word for the status, its reason, and how long a lock lasts, or when it ended: the account may have been
// read before that.
func (h *heading) reason(a client.Account) string {
	var said []string
	if word := portalsWord(a); word != "" {
		said = append(said, word)
	}
	if until := a.LockedUntil; until != nil {
		when := map[string]any{"Time": h.clock.Since(*until)}
		if until.After(h.clock.Now()) {
			said = append(said, lang.L("until {{.Time}}", when))
		} else {
			said = append(said, lang.L("over since {{.Time}}", when))
		}
	}
	if a.MustChangePassword && a.Status != client.StatusResetPending {
		said = append(said, lang.L("must set a new password at the next sign-in"))
	}
	return strings.Join(said, " · ")
}

// portalsWord is what the portal itself says of the state, as far as it says anything.
func portalsWord(a client.Account) string {
	if a.PortalStatus == "" || a.Status == client.StatusUnknown {
		return phrase.FromPortal(a.Reason)
	}
	word := lang.L("The portal says “{{.Word}}”", map[string]any{"Word": a.PortalStatus})
	if a.Reason != "" {
		word += ": " + phrase.FromPortal(a.Reason)
	}
	return word
}
