package proof

import (
	"context"
	"slices"

	"portaldesk/client"
)

// Order is an operation that wants to be done.
type Order struct {
	Op      string // the contract's operationId
	Agent   string // who wants it done
	Ability client.Ability
	Change  client.Change
}

// Check refuses an operation whose caller is not proven as the policy of now asks, or who may not have it: the proof must be
// of this account, call and agent. What the rule of the relation asks is read anew, since a proxy may have been taken off
// the file, or a child come of age, since the verification began.
func (p *Prover) Check(ctx context.Context, order Order) error {
	policy, err := p.config.Policy(ctx)
	if err != nil {
		return err
	}
	needed := policy.Levels[order.Ability]
	if needed == client.Unproven {
		return nil
	}
	v, level := p.proven(order.Change.Proof)
	if level == client.Unproven || v.account != order.Change.Account || v.begun.CallID != order.Change.Call || v.agent != order.Agent {
		return refuse(order.Op, client.ProofRequired, "proof-required")
	}
	if err := p.mayHave(ctx, order, v, policy); err != nil {
		return err
	}
	if v.expired(p.config.Now()) {
		return refuse(order.Op, client.ProofExpired, "proof-expired")
	}
	if level < needed {
		return refuse(order.Op, client.ProofRequired, "proof-too-weak")
	}
	return nil
}

// proven is a copy of the verification that the token is a proof of, and the level it stands for; Unproven when it is none.
func (p *Prover) proven(token string) (verification, client.ProofLevel) {
	p.mu.Lock()
	defer p.mu.Unlock()
	v := p.byToken[token]
	if token == "" || v == nil || v.closed() {
		return verification{}, client.Unproven
	}
	return v.snapshot(), v.proves(token)
}

// mayHave looks at the rule of the relation again. Whoever is no longer on file may have nothing any more.
func (p *Prover) mayHave(ctx context.Context, order Order, v verification, policy client.VerificationPolicy) error {
	err := p.admits(ctx, order.Op, v.caller, policy.Relations)
	if client.KindOf(err) == client.Forbidden {
		return forbidden(order.Op, "relation-not-allowed", "relation", "not-any-more")
	}
	if err != nil {
		return err
	}
	mayHave, err := p.atAge(ctx, order.Op, v.account, policy.Relations[v.begun.Relation])
	if err == nil && !slices.Contains(mayHave, order.Ability) {
		err = forbidden(order.Op, "relation-not-allowed", "relation", "not-this")
	}
	return err
}
