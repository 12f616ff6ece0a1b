package proof

import (
	"context"
	"hash/maphash"
	"sync"
	"sync/atomic"
	"time"

	"portaldesk/client"
	"portaldesk/client/attempts"
)

// Patients is where it is read what the caller must know. A [client.CodeSender] among them can also send codes.
type Patients interface {
	Account(ctx context.Context, id client.AccountID) (client.Account, error)
	OnFile(ctx context.Context, id client.AccountID) (client.OnFile, error)
}

// Config is what a [Prover] needs.
type Config struct {
	Patients Patients
	// Policy is the policy that counts now.
	Policy func(context.Context) (client.VerificationPolicy, error)
	// Agent is the id of the agent who is signed in and may verify callers. Its error, about the operation op, is answered
	// as it is.
	Agent func(ctx context.Context, op string) (string, error)
	// Attempts outlive this prover: what was tried, whoever was at the desk. Nil for a book that is as old as the prover.
	Attempts attempts.Book
	Now      func() time.Time
}

// Prover is a [client.Verifier], and the guard that operations ask whether their caller is proven ([Prover.Check]).
type Prover struct {
	config Config
	book   atomic.Pointer[attempts.Book]
	codes  client.CodeSender // nil where none can be sent
	seed   maphash.Seed

	mu sync.Mutex // guards the rest; nobody waits for a server while holding it
	verifications
}

// verifications are those that are not gone yet.
type verifications struct {
	byID    map[client.VerificationID]*verification
	byToken map[string]*verification
	byKey   map[client.Key]*verification // by the key they were begun with
}

var _ client.Verifier = (*Prover)(nil)

// New makes a prover that knows of no verification.
func New(config Config) *Prover {
	if config.Attempts == nil {
		config.Attempts = attempts.NewMemory(config.Now)
	}
	p := &Prover{config: config, seed: maphash.MakeSeed()}
	p.KeepAttempts(config.Attempts)
	p.codes, _ = config.Patients.(client.CodeSender)
	p.Forget()
	return p
}

// Forget forgets every verification, and with it every proof.
func (p *Prover) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.verifications = verifications{
		byID:    map[client.VerificationID]*verification{},
		byToken: map[string]*verification{},
		byKey:   map[client.Key]*verification{},
	}
}

// forgetOld drops what began too long ago to be gone on with, unless it proves still.
func (p *Prover) forgetOld(now time.Time) {
	for id, v := range p.byID {
		if !v.over(now) || !v.expired(now) {
			continue
		}
		delete(p.byID, id)
		delete(p.byKey, v.key)
		for _, token := range v.tokens {
			delete(p.byToken, token)
		}
	}
}

// print is what a request asks for, for telling whether a key comes with something else: a keyed hash, so that nothing a
// caller said is kept.
func (p *Prover) print(request ...any) uint64 {
	var sum maphash.Hash
	sum.SetSeed(p.seed)
	for _, part := range request {
		maphash.WriteComparable(&sum, part)
	}
	return sum.Sum64()
}
