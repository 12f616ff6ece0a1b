package proof

import (
	"crypto/rand"
	"slices"
	"time"

	"portaldesk/client"
)

// What no policy says.
const (
	// life is how long a verification can be gone on with.
	life          = longestProof * time.Minute
	maxWrongCodes = 5
	maxCodesSent  = 5
)

// caller is who is proven: for one account, in one call, by one agent.
type caller struct {
	agent   string
	account client.AccountID
	begun   client.BeginVerification
}

// verification is one caller being proven.
type verification struct {
	caller
	id      client.VerificationID
	begunAt time.Time
	key     client.Key // with which it was begun
	print   uint64     // of what was asked for with it
	policy  client.VerificationPolicy
	tally
	reached
	taken map[client.Key]*step
}

// tally counts what was tried.
type tally struct {
	required            int
	matched, mismatched []client.IdentifierKind
	code                *codeOut
	sent, wrong         int // codes
}

// reached is the level of proof, since when, and the tokens that stand for each level so far.
type reached struct {
	level  client.ProofLevel
	since  time.Time
	tokens map[client.ProofLevel]string
}

// codeOut is a code on its way to a contact. The handle is the server's word for it.
type codeOut struct {
	contact client.ContactID
	to      string // masked
	handle  string
	until   time.Time
}

// step is a request of a verification under way or done.
type step struct {
	print  uint64
	answer *client.Verification // nil while it is under way
}

func (v *verification) over(now time.Time) bool { return now.Sub(v.begunAt) >= life }

func (v *verification) closed() bool {
	return len(v.mismatched) >= v.policy.MaxMismatches || v.wrong >= maxWrongCodes
}

// identified says whether enough identifiers matched. Where nothing is on file to compare with, none is needed: then nothing
// but a call back to the number in the chart proves.
func (v *verification) identified() bool { return len(v.matched) >= v.required }

// expired says whether what was reached is too long ago.
func (v *verification) expired(now time.Time) bool { return !now.Before(v.goodUntil()) }

func (v *verification) goodUntil() time.Time {
	return v.since.Add(time.Duration(v.policy.ProofMinutes) * time.Minute)
}

// match notes an identifier, once.
func (v *verification) match(kind client.IdentifierKind, now time.Time) {
	if !slices.Contains(v.matched, kind) {
		v.matched = append(v.matched, kind)
	}
	if v.identified() {
		v.reach(client.Identified, now)
	}
}

// reach raises the level; the proof counts its time from there. Its token is a new secret of 130 random bits.
func (v *verification) reach(level client.ProofLevel, now time.Time) {
	if level > v.level {
		v.level, v.since = level, now
		v.tokens[level] = rand.Text()
	}
}

// proves is the level that the token stands for.
func (v *verification) proves(token string) client.ProofLevel {
	for level, own := range v.tokens {
		if own == token {
			return level
		}
	}
	return client.Unproven
}

// view is the verification as the contract shows it.
func (v *verification) view() client.Verification {
	shown := client.Verification{
		ID: v.id, Account: v.account, Relation: v.begun.Relation,
		Matched: append([]client.IdentifierKind{}, v.matched...), Mismatched: append([]client.IdentifierKind{}, v.mismatched...),
		Required: v.required, MismatchesLeft: max(0, v.policy.MaxMismatches-len(v.mismatched)), Closed: v.closed(),
	}
	if v.closed() {
		return shown
	}
	if v.code != nil {
		shown.CodeSent = &client.SentCode{
			Contact: v.code.contact, To: v.code.to, ExpiresAt: v.code.until, AttemptsLeft: maxWrongCodes - v.wrong,
		}
	}
	if v.level > client.Unproven {
		shown.Level = v.level
		shown.Proof = &client.Proof{Token: v.tokens[v.level], Level: v.level, ExpiresAt: v.goodUntil()}
	}
	return shown
}

// snapshot is a copy that can be read without the prover's lock.
func (v *verification) snapshot() verification {
	copied := *v
	copied.matched, copied.mismatched = slices.Clone(v.matched), slices.Clone(v.mismatched)
	copied.tokens, copied.taken = nil, nil
	return copied
}
