package callstrip

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/operation"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// deeds is what was done in the call, in order. It takes no room while nothing was done.
type deeds struct{ content *fyne.Container }

func newDeeds() *deeds { return &deeds{content: parts.Flow(theme.Half)} }

// show shows each deed, or in large text how many there are.
func (d *deeds) show(done []client.Deed, level client.ProofLevel, large bool) {
	d.content.RemoveAll()
	if large && len(done) > 0 {
		d.content.Add(parts.NewPill(parts.Neutral, "", lang.L("Steps: {{.N}}", map[string]any{"N": len(done)})))
		d.content.Show()
		d.content.Refresh()
		return
	}
	proven := false
	for _, deed := range done {
		if deed.What == verifyDeed {
			if !proven {
				d.content.Add(provenPill(level))
			}
			proven = true
			continue
		}
		word := phrase.Deed(deed.Result)
		text := operationTitle(deed.What)
		if deed.Result != string(client.AuditDone) {
			text = lang.L("{{.What}}: {{.Result}}", map[string]any{"What": text, "Result": word.Text})
		}
		d.content.Add(parts.NewPill(word.Tone, word.Icon, text))
	}
	if len(done) == 0 {
		d.content.Hide()
	} else {
		d.content.Show()
	}
	d.content.Refresh()
}

// verifyDeed is recorded each time the caller rises a level; one pill tells the highest.
const verifyDeed = "verify-caller"

func provenPill(level client.ProofLevel) fyne.CanvasObject {
	tone := parts.Good
	if level < client.ProvenByOOB {
		tone = parts.Info
	}
	return parts.NewPill(tone, "", lang.L("Caller: {{.Proof}}", map[string]any{"Proof": strings.ToLower(phrase.Proof(level))}))
}

func operationTitle(what string) string {
	if op, known := operation.ByID(operation.ID(what)); known {
		return lang.L(op.Title)
	}
	return what
}
