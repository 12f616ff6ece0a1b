package phrase

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	tried "portaldesk/client/attempts"
)

// RelationRule says what a caller of a relation may have done because of the patient's age: "The patient is 14: …". It is empty
// where age takes nothing away.
func RelationRule(policy client.VerificationPolicy, relation client.Relation, account client.Account) string {
	rule := policy.Relations[relation]
	if !rule.DependsOnAge() {
		return ""
	}
	facts := map[string]any{"Age": account.Age, "Who": strings.ToLower(Relation(relation))}
	allowed := policy.Allowed(relation, account)
	switch {
	case account.BirthDate == "":
		return lang.L("Nobody knows how old the patient is: a caller who is {{.Who}} may have nothing done.", facts)
	case len(allowed) == 0:
		return lang.L("The patient is {{.Age}}: a caller who is {{.Who}} may have nothing done.", facts)
	case len(allowed) >= len(rule.MayHave):
		return ""
	}
	words := make([]string, len(allowed))
	for i, ability := range allowed {
		words[i] = strings.ToLower(Ability(ability))
	}
	facts["What"] = strings.Join(words, "; ")
	return lang.L("The patient is {{.Age}}: a caller who is {{.Who}} may only have this done: {{.What}}.", facts)
}

// Failures says how many callers of a relation could not be proven lately, and how many more stop it, or until when it is
// stopped. It is empty where none failed or none are counted.
func (c Clock) Failures(policy client.VerificationPolicy, relation client.Relation, account client.Account) string {
	left, until := tried.Left(policy, account.FailedProofs, relation, c.Now())
	facts := map[string]any{"Count": policy.MaxFailures - left, "Left": left, "Hours": policy.FailureHours, "Who": strings.ToLower(Relation(relation))}
	switch {
	case policy.MaxFailures == 0 || left == policy.MaxFailures:
		return ""
	case until.After(c.Now()):
		return lang.L("Too many callers could not be proven as {{.Who}}. Nobody is until {{.Until}}.", with(facts, "Until", c.Due(until)))
	default:
		return lang.L("Could not be proven as {{.Who}} in the last {{.Hours}} hours: {{.Count}}. After {{.Left}} more nobody is proven for a while.", facts)
	}
}

func with(facts map[string]any, name string, value any) map[string]any {
	facts[name] = value
	return facts
}
