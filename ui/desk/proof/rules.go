package proof

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/client/attempts"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// warnings are what stands against a caller of a relation before anything is asked: the patient's age, and callers who could not
// be proven before. Empty where nothing does.
func (p *Panel) warnings(relation client.Relation) []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, text := range []string{
		phrase.RelationRule(p.o.Policy, relation, p.subject.Account), p.o.Clock.Failures(p.o.Policy, relation, p.subject.Account),
	} {
		if text != "" {
			lines = append(lines, parts.NewParagraph(text, parts.Plain))
		}
	}
	return lines
}

// barred says that a caller of the relation need not be asked anything: nothing may be done for them, or too many failed.
func (p *Panel) barred(relation client.Relation) bool {
	if _, known := p.o.Policy.Relations[relation]; known && len(p.o.Policy.Allowed(relation, p.subject.Account)) == 0 {
		return true
	}
	_, until := attempts.Left(p.o.Policy, p.subject.Account.FailedProofs, relation, p.o.Clock.Now())
	return until.After(p.o.Clock.Now())
}

// counts says what a failed verification leads to.
func (p *Panel) counts() []fyne.CanvasObject {
	if p.o.Policy.MaxFailures == 0 {
		return nil
	}
	text := lang.L("This counts for {{.Hours}} hours, whoever is at the desk. After {{.Max}} callers of one relation who could not be proven, nobody of it is.",
		map[string]any{"Hours": p.o.Policy.FailureHours, "Max": p.o.Policy.MaxFailures})
	return []fyne.CanvasObject{parts.NewParagraph(text, parts.Caption)}
}

// untilWhen is added to an error that says until when nobody is proven.
func (p *Panel) untilWhen(err error) string {
	until, told := attempts.UntilOf(err)
	if !told {
		return ""
	}
	return " " + lang.L("Until {{.Until}}.", map[string]any{"Until": p.o.Clock.Due(until)})
}
