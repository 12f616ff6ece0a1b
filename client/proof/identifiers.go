package proof

import (
	"context"
	"slices"

	"portaldesk/client"
	"portaldesk/client/said"
)

// CheckIdentifier implements [client.Verifier].
func (p *Prover) CheckIdentifier(ctx context.Context, id client.VerificationID, check client.IdentifierCheck, key client.Key) (client.Verification, error) {
	const op = client.OpCheckIdentifier
	return p.take(ctx, request{op, id, key, check}, func(v verification) (effect, error) {
		if err := checkable(op, v, check); err != nil {
			return nil, err
		}
		if slices.Contains(v.matched, check.Kind) {
			return func(*verification) {}, nil
		}
		return p.compare(ctx, op, v, check)
	})
}

// checkable refuses what no comparison can tell anything about.
func checkable(op string, v verification, check client.IdentifierCheck) error {
	switch {
	case !slices.Contains(v.policy.Identifiers, check.Kind):
		return invalid(op, "identifier-invalid", "kind", "unknown")
	case v.required == 0:
		return invalid(op, "identifier-invalid", "kind", "not-on-file")
	case check.Said == "":
		return invalid(op, "identifier-invalid", "said", "too-short")
	}
	return nil
}

// compare reads what is on file now and tells match from no match.
func (p *Prover) compare(ctx context.Context, op string, v verification, check client.IdentifierCheck) (effect, error) {
	if err := p.answering(op, v.account); err != nil {
		return nil, err
	}
	f, err := p.config.Patients.OnFile(ctx, v.account)
	if err != nil {
		return nil, err
	}
	now := p.config.Now()
	if said.Matches(f, check, now) {
		return func(v *verification) { v.match(check.Kind, now) }, nil
	}
	if err := p.answeredWrong(op, v.account); err != nil {
		return nil, err
	}
	return func(v *verification) { v.mismatched = append(v.mismatched, check.Kind) }, nil
}
