package proof

import (
	"context"

	"portaldesk/client"
)

// request is one step of a verification: what is asked, by its key, of which verification.
type request struct {
	op   string
	id   client.VerificationID
	key  client.Key
	said any // what is asked, comparable
}

// effect is what a step does to a verification. It is applied within the prover's lock and waits for nobody.
type effect func(*verification)

// take takes one step. try works on a copy, may ask the server, and answers the step's effect; an effect beside an error is
// applied too, such as the count of a code that may have been sent. Asking again with the same key does nothing and answers
// the same, unless the step was refused.
func (p *Prover) take(ctx context.Context, r request, try func(verification) (effect, error)) (client.Verification, error) {
	agent, err := p.asked(ctx, r.op, r.key)
	if err != nil {
		return client.Verification{}, err
	}
	v, again, err := p.enter(r, agent)
	if again != nil || err != nil {
		return valueOf(again), err
	}
	effect, err := p.attempt(r.op, v, try)
	answer, err := p.leave(r, effect, err)
	if lost := p.went(r); lost != nil {
		return client.Verification{}, lost
	}
	return answer, err
}

func (p *Prover) attempt(op string, v verification, try func(verification) (effect, error)) (effect, error) {
	if err := p.goesOn(op, v); err != nil {
		return nil, err
	}
	return try(v)
}

// enter claims the key and answers a copy of the verification, or the answer that the key got before.
func (p *Prover) enter(r request, agent string) (verification, *client.Verification, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	v := p.byID[r.id]
	if v == nil || v.agent != agent || v.over(p.config.Now()) {
		return verification{}, nil, refuse(r.op, client.NotFound, "verification-not-found")
	}
	print := p.print(r.op, r.said)
	if before := v.taken[r.key]; before != nil {
		return verification{}, before.answer, before.check(r.op, print)
	}
	if v.closed() {
		return verification{}, nil, noAttemptLeft(r.op)
	}
	v.taken[r.key] = &step{print: print}
	return v.snapshot(), nil, nil
}

// check says whether a key that was used may be used for this again.
func (s *step) check(op string, print uint64) error {
	switch {
	case s.print != print:
		return refuse(op, client.KeyReused, "idempotency-key-reused")
	case s.answer == nil:
		return refuse(op, client.InProgress, "idempotency-in-progress")
	}
	return nil
}

// leave applies the effect and keeps the answer. A refusal leaves the key free.
func (p *Prover) leave(r request, effect effect, refusal error) (client.Verification, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	v := p.byID[r.id]
	if v == nil {
		return client.Verification{}, refuse(r.op, client.NotFound, "verification-not-found")
	}
	if refusal == nil && v.closed() {
		refusal = noAttemptLeft(r.op) // another step closed it meanwhile
	}
	if effect != nil {
		effect(v)
	}
	if refusal != nil {
		delete(v.taken, r.key)
		return client.Verification{}, refusal
	}
	for _, token := range v.tokens {
		p.byToken[token] = v
	}
	view := v.view()
	v.taken[r.key].answer = &view
	return view, nil
}
