// Package verification proves who is calling. The portal compares and counts; the desk hands over what the caller says,
// keeps none of it, and holds the short-lived proof for the operations of the call.
package verification

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
)

// Step is one thing done in a verification, as the trail and the line learn of it. Code holds no answer of the caller's,
// only which identifier or way was tried and how it went: "birth-date:match".
type Step struct {
	Code  string
	State client.Verification
	Err   error
}

// Check is the verification of one caller for one account within one call. Its methods may be called from any goroutine,
// one at a time; each answers the state afterwards. What the caller said is handed to the portal and kept nowhere.
type Check struct {
	portal client.Verifier
	took   func(Step)

	turn sync.Mutex // one request at a time: their answers build on each other

	mu    sync.Mutex // guards the rest
	state client.Verification
	keys  map[attempt]client.Key
}

// attempt is what a key was made for. It lives in memory until the portal has answered.
type attempt struct{ step, value string }

// Begin opens a verification at the portal. took learns of every step, this one included.
func Begin(ctx context.Context, portal client.Verifier, account client.AccountID, begin client.BeginVerification, took func(Step)) (*Check, error) {
	state, err := portal.BeginVerification(ctx, account, begin, newKey())
	took(Step{Code: "begin:" + string(begin.Relation), State: state, Err: err})
	if err != nil {
		return nil, err
	}
	return &Check{portal: portal, took: took, state: state, keys: map[attempt]client.Key{}}, nil
}

// Account is the account the caller speaks for.
func (c *Check) Account() client.AccountID { return c.State().Account }

// State is what the portal said last.
func (c *Check) State() client.Verification {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.state
}

// Level is the level proven at the given moment: it falls back when the proof expires.
func (c *Check) Level(now time.Time) client.ProofLevel {
	if proof := c.State().Proof; proof != nil && now.Before(proof.ExpiresAt) {
		return proof.Level
	}
	return client.Unproven
}

// Token is what an operation presents; empty when nothing is proven at the given moment.
func (c *Check) Token(now time.Time) string {
	if c.Level(now) == client.Unproven {
		return ""
	}
	return c.State().Proof.Token
}

// Identifier has the portal compare what the caller said for one identifier.
func (c *Check) Identifier(ctx context.Context, kind client.IdentifierKind, said string) (client.Verification, error) {
	return c.step(attempt{string(kind), said}, func(id client.VerificationID, key client.Key) (client.Verification, error) {
		return c.portal.CheckIdentifier(ctx, id, client.IdentifierCheck{Kind: kind, Said: said}, key)
	}, func(v client.Verification) string { return matchWord(v, kind) })
}

// SendCode has the portal send a code to a contact on file.
func (c *Check) SendCode(ctx context.Context, contact client.ContactID) (client.Verification, error) {
	return c.step(attempt{"send-code", string(contact)}, func(id client.VerificationID, key client.Key) (client.Verification, error) {
		return c.portal.SendCode(ctx, id, contact, key)
	}, func(client.Verification) string { return "sent" })
}

// Code has the portal compare the code that the caller read out.
func (c *Check) Code(ctx context.Context, code string) (client.Verification, error) {
	return c.step(attempt{"code", code}, func(id client.VerificationID, key client.Key) (client.Verification, error) {
		return c.portal.CheckCode(ctx, id, code, key)
	}, provenWord)
}

// CallBack attests that the agent hung up and called the number on file.
func (c *Check) CallBack(ctx context.Context, contact client.ContactID) (client.Verification, error) {
	return c.step(attempt{"call-back", string(contact)}, func(id client.VerificationID, key client.Key) (client.Verification, error) {
		return c.portal.AttestCallBack(ctx, id, contact, key)
	}, provenWord)
}

// step takes one request through: with the key of the attempt before when its answer was lost, so that a wrong answer of
// the caller's is never counted twice.
func (c *Check) step(try attempt, send func(client.VerificationID, client.Key) (client.Verification, error), word func(client.Verification) string) (client.Verification, error) {
	c.turn.Lock()
	defer c.turn.Unlock()
	state, err := send(c.State().ID, c.keyFor(try))
	if err == nil {
		c.settle(try, &state)
		c.took(Step{Code: try.step + ":" + word(state), State: state})
		return state, nil
	}
	if !unsettled(err) {
		c.settle(try, c.closedBy(err))
	}
	state = c.State()
	c.took(Step{Code: try.step, State: state, Err: err})
	return state, err
}

// closedBy is the state after an error that ended the verification, nil when it goes on.
func (c *Check) closedBy(err error) *client.Verification {
	if client.CodeOf(err) != "verification-closed" && client.KindOf(err) != client.NotFound {
		return nil
	}
	state := c.State()
	state.Closed, state.Proof, state.Level = true, nil, client.Unproven
	return &state
}

func (c *Check) keyFor(try attempt) client.Key {
	c.mu.Lock()
	defer c.mu.Unlock()
	if key, ok := c.keys[try]; ok {
		return key
	}
	key := newKey()
	c.keys[try] = key
	return key
}

func (c *Check) settle(try attempt, state *client.Verification) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.keys, try)
	if state != nil {
		c.state = *state
	}
}

// unsettled errors leave open whether the portal counted the attempt.
func unsettled(err error) bool {
	switch client.KindOf(err) {
	case client.OutcomeUnknown, client.InProgress, client.Canceled, client.Unavailable, client.Protocol:
		return true
	default:
		return false
	}
}

func matchWord(v client.Verification, kind client.IdentifierKind) string {
	for _, matched := range v.Matched {
		if matched == kind {
			return "match"
		}
	}
	return "no-match"
}

func provenWord(v client.Verification) string {
	if v.Level == client.ProvenByOOB {
		return "match"
	}
	return "no-match"
}

func newKey() client.Key { return client.Key(uuid.NewString()) }
