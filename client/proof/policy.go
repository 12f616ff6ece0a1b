package proof

import (
	"fmt"
	"maps"
	"slices"

	"portaldesk/client"
	"portaldesk/client/attempts"
)

// What the usual policy asks.
const (
	usualMatches      = 3
	usualMismatches   = 3
	usualQuietDays    = 7
	usualProofMinutes = 15
	usualCodeMinutes  = 10
	usualFailureHours = 24
	usualMaxFailures  = 3
	teenAge           = 12 // from when a patient has something to keep from a parent
	adultAge          = 18
)

// Usual is the policy of a directory that knows these identifiers, and can send codes or not. Credentials need a caller proven
// out of band: attackers know the birth date.
func Usual(known []client.IdentifierKind, sendsCodes bool) client.VerificationPolicy {
	return Fitted(client.VerificationPolicy{
		Identifiers:      known,
		RequiredMatches:  max(1, min(usualMatches, len(known))),
		MaxMismatches:    usualMismatches,
		Levels:           usualLevels(),
		Relations:        usualRelations(),
		ContactQuietDays: usualQuietDays,
		FailureHours:     usualFailureHours,
		MaxFailures:      usualMaxFailures,
		ProofMinutes:     usualProofMinutes,
		CodeMinutes:      usualCodeMinutes,
	}, known, sendsCodes)
}

// Fitted is a policy as it holds at a directory that knows these identifiers: only what can match is asked, no code is
// promised that nobody can send, an operation without a level has the usual one, and failures count as usual where nothing is
// said of them. Whether it can be met there, [CanBeMet]
// says.
func Fitted(policy client.VerificationPolicy, known []client.IdentifierKind, sendsCodes bool) client.VerificationPolicy {
	policy.Identifiers = slices.DeleteFunc(slices.Clone(policy.Identifiers), func(kind client.IdentifierKind) bool {
		return !slices.Contains(known, kind)
	})
	policy.ByDesk, policy.Levels = true, completed(policy.Levels)
	if policy.FailureHours == 0 && policy.MaxFailures == 0 {
		policy.FailureHours, policy.MaxFailures = usualFailureHours, usualMaxFailures
	}
	switch {
	case !sendsCodes:
		policy.CodeMinutes = 0
	case policy.CodeMinutes == 0:
		policy.CodeMinutes = usualCodeMinutes
	}
	return policy
}

// completed has the usual level for every operation that is not listed: what somebody forgot to write down is not free for
// all.
func completed(levels map[client.Ability]client.ProofLevel) map[client.Ability]client.ProofLevel {
	all := usualLevels()
	maps.Copy(all, levels)
	return all
}

// CanBeMet says whether a caller who knows everything can be identified at all.
func CanBeMet(policy client.VerificationPolicy) bool {
	return policy.RequiredMatches >= 1 && policy.RequiredMatches <= len(policy.Identifiers)
}

func usualLevels() map[client.Ability]client.ProofLevel {
	return map[client.Ability]client.ProofLevel{
		client.ResetByLink:       client.ProvenByOOB,
		client.ResetByCode:       client.ProvenByOOB,
		client.ResetByTemporary:  client.ProvenByOOB,
		client.ChangesLoginID:    client.ProvenByOOB,
		client.IssuesAccessCode:  client.ProvenByOOB,
		client.CorrectsContact:   client.ProvenByOOB,
		client.ActivatesAccount:  client.ProvenByOOB,
		client.UnlocksAccount:    client.Identified,
		client.DeactivatesIt:     client.Identified,
		client.EndsSessions:      client.Identified,
		client.ResendsInvitation: client.Identified,
	}
}

// usualRelations lets a proxy have nothing that would hand over the patient's own login. A parent has a teenager's sign-in neither
// reset nor handed out: what the teenager told the clinic is in there.
func usualRelations() map[client.Relation]client.RelationRule {
	everything := slices.Sorted(maps.Keys(usualLevels()))
	allButLogin := slices.DeleteFunc(slices.Clone(everything), func(a client.Ability) bool { return a == client.ChangesLoginID })
	return map[client.Relation]client.RelationRule{
		client.RelationPatient: {MayHave: everything},
		client.RelationParent: {
			MustBeOnFile:    true,
			MayHave:         []client.Ability{client.ResendsInvitation, client.IssuesAccessCode, client.EndsSessions, client.ResetByLink},
			PatientBelowAge: adultAge,
			Ages: []client.AgeRule{
				{From: teenAge, Below: adultAge, MayHave: []client.Ability{client.EndsSessions, client.ResendsInvitation}},
			},
		},
		client.RelationCaregiver: {MustBeOnFile: true, MayHave: []client.Ability{client.EndsSessions, client.ResendsInvitation}},
		client.RelationPOA:       {MustBeOnFile: true, MayHave: allButLogin},
		client.RelationStaff:     {MayHave: []client.Ability{client.ResendsInvitation, client.EndsSessions}},
	}
}

// PolicyError says which rule of a policy cannot hold, by its name in the contract, and why.
type PolicyError struct{ Rule, Why string }

func (e *PolicyError) Error() string { return "policy: " + e.Rule + ": " + e.Why }

// longestProof is in minutes: nobody is believed longer than a verification can be gone on with.
const longestProof = 60

// Validate says whether a policy that an organisation wrote makes sense in itself: a [*PolicyError], or nil.
func Validate(policy client.VerificationPolicy) error {
	checks := []struct {
		fails     bool
		rule, why string
	}{
		{len(policy.Identifiers) == 0, "identifiers", "none"},
		{repeated(policy.Identifiers), "identifiers", "one is named twice"},
		{policy.RequiredMatches < 1, "requiredMatches", "at least one must match"},
		{policy.RequiredMatches > len(policy.Identifiers), "requiredMatches", "more than there are identifiers"},
		{policy.MaxMismatches < 1, "maxMismatches", "the first slip would end it"},
		{policy.ContactQuietDays < 0, "contactQuietDays", "negative"},
		{policy.FailureHours < 0 || policy.FailureHours > attempts.MaxFailureHours, "failureHours", fmt.Sprintf("not from 0 to %d", attempts.MaxFailureHours)},
		{policy.MaxFailures < 0, "maxFailures", "negative"},
		{policy.MaxFailures > 0 && policy.FailureHours == 0, "maxFailures", "no failure counts for any hour"},
		{policy.ProofMinutes < 1 || policy.ProofMinutes > longestProof, "proofMinutes", fmt.Sprintf("not from 1 to %d", longestProof)},
		{policy.CodeMinutes < 0 || policy.CodeMinutes > longestProof, "codeMinutes", fmt.Sprintf("not from 0 to %d", longestProof)},
		{len(policy.Relations[client.RelationPatient].MayHave) == 0, "relations", "the patient may have nothing"},
	}
	for _, check := range checks {
		if check.fails {
			return &PolicyError{check.rule, check.why}
		}
	}
	return validateNames(policy)
}

func validateNames(policy client.VerificationPolicy) error {
	usual, levels := usualLevels(), completed(policy.Levels)
	for ability, level := range levels {
		if _, known := usual[ability]; !known {
			return &PolicyError{"levels", "not an operation: " + string(ability)}
		}
		if level < client.Unproven || level > client.ProvenByOOB {
			return &PolicyError{"levels", "no such level for " + string(ability)}
		}
	}
	for relation, rule := range policy.Relations {
		if err := validateRule(relation, rule, levels); err != nil {
			return err
		}
	}
	return nil
}

func validateRule(relation client.Relation, rule client.RelationRule, levels map[client.Ability]client.ProofLevel) error {
	wrong := func(why string) error { return &PolicyError{"relations", string(relation) + why} }
	granted := slices.Clone(rule.MayHave)
	for _, span := range rule.Ages {
		if span.From < 0 || span.Below != 0 && span.Below <= span.From {
			return wrong(": no age is in a span")
		}
		granted = append(granted, span.MayHave...)
		if !contains(rule.MayHave, span.MayHave) {
			return wrong(": a span gives more than the rule")
		}
	}
	if rule.PatientBelowAge < 0 {
		return wrong(": a negative age")
	}
	for _, ability := range granted {
		if levels[ability] == client.Unproven {
			return wrong(" may have what needs no proof: " + string(ability))
		}
	}
	return nil
}

// contains says whether all of some is in whole.
func contains(whole, some []client.Ability) bool {
	return !slices.ContainsFunc(some, func(a client.Ability) bool { return !slices.Contains(whole, a) })
}

func repeated(kinds []client.IdentifierKind) bool {
	seen := map[client.IdentifierKind]bool{}
	for _, kind := range kinds {
		if seen[kind] {
			return true
		}
		seen[kind] = true
	}
	return false
}
