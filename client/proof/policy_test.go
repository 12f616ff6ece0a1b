package proof_test

import (
	"errors"
	"slices"
	"testing"

	"portaldesk/client"
	"portaldesk/client/proof"
)

func TestTheUsualPolicyAsksForWhatThereIs(t *testing.T) {
	for _, c := range []struct {
		known    []client.IdentifierKind
		required int
		met      bool
	}{
		{known, 3, true}, {known[:3], 3, true}, {known[:2], 2, true}, {known[:1], 1, true}, {nil, 1, false},
	} {
		policy := proof.Usual(c.known, false)
		if policy.RequiredMatches != c.required || !slices.Equal(policy.Identifiers, c.known) || proof.CanBeMet(policy) != c.met {
			t.Errorf("with %v: %d of %v", c.known, policy.RequiredMatches, policy.Identifiers)
		}
		if !policy.ByDesk {
			t.Error("nobody learns that the desk itself compares")
		}
	}
	if err := proof.Validate(proof.Usual(known, true)); err != nil {
		t.Errorf("the usual policy does not make sense: %v", err)
	}
}

func TestCredentialsNeedAProofOutOfBand(t *testing.T) {
	levels := proof.Usual(known, true).Levels
	for _, ability := range []client.Ability{
		client.ResetByLink, client.ResetByCode, client.ResetByTemporary, client.ChangesLoginID, client.IssuesAccessCode,
		client.CorrectsContact, client.ActivatesAccount,
	} {
		if levels[ability] != client.ProvenByOOB {
			t.Errorf("%s needs level %d", ability, levels[ability])
		}
	}
}

func TestAPolicyIsFittedToWhatTheServerKnows(t *testing.T) {
	own := proof.Usual(append(slices.Clone(known), client.IdentifierLastVisit), true)
	own.RequiredMatches, own.Levels = 4, map[client.Ability]client.ProofLevel{client.ResetByLink: client.ProvenByOOB, client.UnlocksAccount: client.ProvenByOOB}
	fitted := proof.Fitted(own, known, false)
	if slices.Contains(fitted.Identifiers, client.IdentifierLastVisit) || fitted.CodeMinutes != 0 || !proof.CanBeMet(fitted) {
		t.Errorf("%+v", fitted)
	}
	if fitted.Levels[client.UnlocksAccount] != client.ProvenByOOB || fitted.Levels[client.ResetByTemporary] != client.ProvenByOOB {
		t.Errorf("levels: %v", fitted.Levels)
	}
	if proof.CanBeMet(proof.Fitted(own, known[:3], true)) {
		t.Error("4 of 3 can be met")
	}
	if len(own.Identifiers) != 6 || len(own.Levels) != 2 {
		t.Error("fitting changed the policy itself")
	}
}

func TestPoliciesThatMakeNoSenseAreRefused(t *testing.T) {
	for rule, spoil := range map[string]func(*client.VerificationPolicy){
		"identifiers":      func(p *client.VerificationPolicy) { p.Identifiers = nil },
		"requiredMatches":  func(p *client.VerificationPolicy) { p.RequiredMatches = 6 },
		"maxMismatches":    func(p *client.VerificationPolicy) { p.MaxMismatches = 0 },
		"contactQuietDays": func(p *client.VerificationPolicy) { p.ContactQuietDays = -1 },
		"proofMinutes":     func(p *client.VerificationPolicy) { p.ProofMinutes = 61 },
		"codeMinutes":      func(p *client.VerificationPolicy) { p.CodeMinutes = -1 },
		"levels":           func(p *client.VerificationPolicy) { p.Levels = map[client.Ability]client.ProofLevel{"fly": 1} },
		"relations":        func(p *client.VerificationPolicy) { p.Relations = nil },
	} {
		policy := proof.Usual(known, true)
		spoil(&policy)
		if fault, ok := errors.AsType[*proof.PolicyError](proof.Validate(policy)); !ok || fault.Rule != rule {
			t.Errorf("%s: %v", rule, proof.Validate(policy))
		}
	}
	for what, spoil := range map[string]func(*client.VerificationPolicy){
		"an identifier twice":          func(p *client.VerificationPolicy) { p.Identifiers = append(p.Identifiers, p.Identifiers[0]) },
		"none must match":              func(p *client.VerificationPolicy) { p.RequiredMatches = 0 },
		"a level beyond the highest":   func(p *client.VerificationPolicy) { p.Levels[client.ResetByLink] = 3 },
		"a rule for what needs none":   func(p *client.VerificationPolicy) { p.Levels[client.EndsSessions] = client.Unproven },
		"the patient may have nothing": func(p *client.VerificationPolicy) { delete(p.Relations, client.RelationPatient) },
	} {
		policy := proof.Usual(known, true)
		spoil(&policy)
		if proof.Validate(policy) == nil {
			t.Errorf("%s is taken", what)
		}
	}
}
