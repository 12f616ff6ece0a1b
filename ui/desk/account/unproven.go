package account

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// unprovenShown is how many callers who could not be proven are told one by one.
const unprovenShown = 3

// unproven is the line about callers who could not be proven lately; it takes no room while there are none.
//
// It says when that was and who they said to be, and leaves how many they were to the red flag, which is up below whenever the line is
// there: how many decides whether to pause before something is done, and when and who is for comparing with the one who calls now,
// which begins up here at the patient's name.
type unproven struct {
	clock   phrase.Clock
	content *fyne.Container
	said    *parts.Paragraph
}

func newUnproven(clock phrase.Clock) *unproven {
	u := &unproven{clock: clock, said: parts.NewParagraph("", parts.Muted)}
	icon := parts.NewIcon(parts.Warning.Icon(), parts.Warning.Fore())
	u.content = parts.Spread(theme.Half, parts.Top(icon), u.said, nil)
	u.content.Hide()
	return u
}

func (u *unproven) show(failed []client.FailedProof) {
	u.content.Hidden = len(failed) == 0
	if len(failed) > 0 {
		u.said.SetText(u.sentence(failed))
	}
	u.content.Refresh()
}

// sentence says of the newest when it was and who the caller said to be.
func (u *unproven) sentence(failed []client.FailedProof) string {
	var each []string
	for _, proof := range failed[:min(len(failed), unprovenShown)] {
		each = append(each, lang.L("{{.When}} ({{.Relation}})", map[string]any{
			"When": u.clock.Since(proof.At), "Relation": strings.ToLower(phrase.Relation(proof.Relation))}))
	}
	if len(failed) > unprovenShown {
		each = append(each, "…")
	}
	return lang.L("Not proven lately: {{.List}}", map[string]any{"List": strings.Join(each, ", ")})
}
