package proof

import (
	"context"
	"crypto/rand"
	"slices"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

// BeginVerification implements [client.Verifier].
func (p *Prover) BeginVerification(ctx context.Context, account client.AccountID, begin client.BeginVerification, key client.Key) (client.Verification, error) {
	const op = client.OpBeginVerification
	agent, err := p.asked(ctx, op, key)
	if err != nil {
		return client.Verification{}, err
	}
	v := newVerification(caller{agent: agent, account: account, begun: begin}, p.config.Now())
	v.key, v.print = key, p.print(op, v.caller)
	if again, err := p.again(op, v); again != nil || err != nil {
		return valueOf(again), err
	}
	if err := p.admit(ctx, op, v); err != nil {
		return client.Verification{}, err
	}
	return p.open(op, v)
}

// newVerification is one that no policy has admitted yet.
func newVerification(c caller, now time.Time) *verification {
	return &verification{
		caller: c, id: client.VerificationID(rand.Text()), begunAt: now,
		reached: reached{tokens: map[client.ProofLevel]string{}}, taken: map[client.Key]*step{},
	}
}

// asked is the agent who asks, with a key that names what is asked.
func (p *Prover) asked(ctx context.Context, op string, key client.Key) (string, error) {
	agent, err := p.config.Agent(ctx, op)
	if err == nil && key == "" {
		err = refuse(op, client.Invalid, "idempotency-key-missing")
	}
	return agent, err
}

// again is the verification that the same request began before, nil when none did.
func (p *Prover) again(op string, v *verification) (*client.Verification, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.begunBefore(op, v)
}

// begunBefore is again, within the lock.
func (p *Prover) begunBefore(op string, v *verification) (*client.Verification, error) {
	before, found := p.byKey[v.key]
	if !found {
		return nil, nil
	}
	if before.print != v.print {
		return nil, refuse(op, client.KeyReused, "idempotency-key-reused")
	}
	view := before.view()
	return &view, nil
}

// open makes it one of those that are under way, unless the same request was faster.
func (p *Prover) open(op string, v *verification) (client.Verification, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if again, err := p.begunBefore(op, v); again != nil || err != nil {
		return valueOf(again), err
	}
	p.forgetOld(v.begunAt)
	p.byID[v.id], p.byKey[v.key] = v, v
	return v.view(), nil
}

func valueOf(v *client.Verification) client.Verification {
	if v == nil {
		return client.Verification{}
	}
	return *v
}

// admit gives the verification the policy of now, if the caller may have anything done for the account at all.
func (p *Prover) admit(ctx context.Context, op string, v *verification) error {
	if _, err := uuid.Parse(string(v.begun.CallID)); err != nil {
		return invalid(op, "call-required", "callId", "no-uuid")
	}
	if err := p.answering(op, v.account); err != nil {
		return err
	}
	policy, err := p.config.Policy(ctx)
	if err != nil {
		return err
	}
	f, err := p.config.Patients.OnFile(ctx, v.account)
	if err != nil {
		return err
	}
	v.policy, v.required = policy, max(1, policy.RequiredMatches)
	if f.AsSaid {
		v.required = 0
	}
	if err := p.admits(ctx, op, v.caller, policy.Relations); err != nil {
		return err
	}
	return p.anew(op, v)
}

// admits says whether this caller may have anything done for the account, as things are now.
func (p *Prover) admits(ctx context.Context, op string, c caller, relations map[client.Relation]client.RelationRule) error {
	rule, known := relations[c.begun.Relation]
	if !known {
		return forbidden(op, "relation-not-allowed", "relation", "unknown")
	}
	if rule.MustBeOnFile {
		if err := p.proxyOnFile(ctx, op, c); err != nil {
			return err
		}
	}
	mayHave, err := p.atAge(ctx, op, c.account, rule)
	if err == nil && len(mayHave) == 0 {
		err = forbidden(op, "relation-not-allowed", "relation", "patient-too-old")
	}
	return err
}

// proxyOnFile asks the directory; most know of no proxies, so nobody is on file there.
func (p *Prover) proxyOnFile(ctx context.Context, op string, c caller) error {
	account, err := p.config.Patients.Account(ctx, c.account)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(account.Proxies, func(proxy client.Proxy) bool {
		return proxy.ID == c.begun.ProxyID && proxy.Relation == c.begun.Relation
	}) {
		return nil
	}
	return forbidden(op, "proxy-not-on-file", "proxyId", "unknown")
}

// atAge is what the rule gives for this patient, and nothing for one whose age nobody has on file, where it counts.
func (p *Prover) atAge(ctx context.Context, op string, account client.AccountID, rule client.RelationRule) ([]client.Ability, error) {
	if !rule.DependsOnAge() {
		return rule.MayHave, nil
	}
	f, err := p.config.Patients.OnFile(ctx, account)
	if err != nil {
		return nil, err
	}
	age, known := onfile.Age(f.BirthDate, p.config.Now())
	if !known || f.AsSaid {
		return nil, forbidden(op, "relation-not-allowed", "relation", "age-unknown")
	}
	return rule.At(age), nil
}
