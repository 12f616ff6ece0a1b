package assembly

import (
	"context"
	"sync"
	"time"

	"portaldesk/client"
	"portaldesk/client/attempts"
	"portaldesk/client/proof"
)

// Parts are what a portal is made of.
type Parts struct {
	// Directory says in About().Verification.Identifiers what its server can know of a patient (onfile.Identifiers); where it
	// says nothing, every identifier that a directory can hold is asked for.
	Directory client.Directory
	// Records, nil where no server keeps calls and the trail.
	Records client.Records
	// Policy is the organisation's own rule for proving callers, nil for the usual one.
	Policy *client.VerificationPolicy
	// Name is the portal's name; empty for the one the directory gives itself.
	Name string
	// Attempts keep who could not be proven over all sessions, nil for this portal alone.
	Attempts attempts.Book
	// Now is the clock, nil for the real one.
	Now func() time.Time
}

// portal is the whole.
type portal struct {
	ledger
	client.Verifier // the prover
	client.NoApprovals
	prover    *proof.Prover
	directory client.Directory
	policy    *client.VerificationPolicy
	name      string
	now       func() time.Time

	mu    sync.Mutex // guards the rest; nobody waits for a server while holding it
	held  *client.Session
	heard *client.About // what was said last, nil when it must be asked for
}

// New makes one portal of the parts. Nothing is sent yet; the error is a [*proof.PolicyError]. The portal is a [client.Walker]
// and a [client.FieldReader] exactly when the directory is.
func New(parts Parts) (client.Portal, error) {
	if parts.Policy != nil {
		if err := proof.Validate(*parts.Policy); err != nil {
			return nil, err
		}
	}
	if parts.Now == nil {
		parts.Now = time.Now
	}
	p := &portal{
		ledger: ledger{parts.Records}, directory: parts.Directory, policy: parts.Policy, name: parts.Name, now: parts.Now,
	}
	p.prover = proof.New(proof.Config{
		Patients: parts.Directory, Policy: p.rules, Agent: p.verifying, Attempts: parts.Attempts, Now: parts.Now,
	})
	p.Verifier = p.prover
	return as(p, parts.Directory), nil
}

// KeepAttempts implements [attempts.Keeper].
func (p *portal) KeepAttempts(book attempts.Book) { p.prover.KeepAttempts(book) }

// About implements [client.Signing]. It needs no session, and the records need not be there.
func (p *portal) About(ctx context.Context) (client.About, error) {
	about, err := p.directory.About(ctx)
	if err != nil {
		return client.About{}, err
	}
	about = p.completed(ctx, about)
	p.offers(ctx, about.Abilities)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard = &about
	return about, nil
}
