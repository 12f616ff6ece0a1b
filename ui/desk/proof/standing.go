package proof

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// heading asks who is calling, until that is known.
func (p *Panel) heading() string {
	if p.phase <= phaseCaller {
		return lang.L("Who is calling?")
	}
	return lang.L("Caller: {{.Who}}", map[string]any{"Who": strings.ToLower(p.who())})
}

// standing is how well the caller is proven, in a word.
func (p *Panel) standing() (parts.Tone, string) {
	switch p.phase {
	case phaseProven:
		return parts.Good, lang.L("Proven")
	case phaseClosed:
		return parts.Bad, lang.L("Not proven")
	case phaseOutOfBand:
		if p.subject.Check.State().Required == 0 {
			return parts.Neutral, lang.L("Not proven yet")
		}
		return parts.Info, lang.L("Identified")
	case phaseIdentifiers:
		state := p.subject.Check.State()
		return parts.Neutral, lang.L("{{.Matched}} of {{.Required}} match",
			map[string]any{"Matched": len(state.Matched), "Required": state.Required})
	default:
		return parts.Neutral, lang.L("Not proven yet")
	}
}

// who is the caller in a word.
func (p *Panel) who() string { return phrase.Relation(p.subject.Check.State().Relation) }
