package demoportal

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"portaldesk/client/demoportal/journal"
)

// ErrOtherPopulation is returned by [Start] for a state folder that belongs to other accounts: another seed or number.
var ErrOtherPopulation = errors.New("the state folder belongs to another demo portal")

const stateFormat = 1

// repliesKept is how long the answer to a key can be had again. The contract asks for 24 hours.
const repliesKept = 48 * time.Hour

// identity says whose state it is. Epoch is the moment from which the accounts' past is told; Key is the key of every
// hash.
type identity struct {
	Format   int       `json:"format"`
	Seed     uint64    `json:"seed"`
	Accounts int       `json:"accounts"`
	Epoch    time.Time `json:"epoch"`
	Key      []byte    `json:"key"`
}

// open makes the accounts and takes up what the state folder holds.
func (p *portal) open(options Options) error {
	key := make([]byte, 32)
	rand.Read(key) // never fails: crypto/rand
	p.kept.identity = identity{
		Format: stateFormat, Seed: options.Seed, Accounts: options.Accounts, Epoch: p.clock().Truncate(time.Second), Key: key,
	}
	p.past = max(options.Calls, 0)
	if options.StateDir == "" {
		p.populate()
		return nil
	}
	if err := os.MkdirAll(options.StateDir, 0o700); err != nil {
		return fmt.Errorf("state folder: %w", err)
	}
	header, err := json.Marshal(p.kept.identity)
	if err != nil {
		return err
	}
	p.kept.journal, err = journal.Open(options.StateDir, header, p.restore)
	if err != nil {
		return fmt.Errorf("state folder: %w", err)
	}
	if p.lists.numbered == nil {
		p.populate()
	}
	return nil
}

func (p *portal) restore(header json.RawMessage, documents []journal.Document) ([]journal.Document, error) {
	if err := p.adopt(header); err != nil {
		return nil, err
	}
	p.populate()
	tables, now := p.byName(), p.clock()
	worth := documents[:0]
	for _, document := range documents {
		into, ok := tables[document.Table]
		if !ok {
			return nil, fmt.Errorf("unknown table %q", document.Table)
		}
		kept, err := into.restore(document, now)
		if err != nil {
			return nil, err
		}
		if kept {
			worth = append(worth, document)
		}
	}
	return worth, nil
}

// adopt makes this portal the one that the header tells of.
func (p *portal) adopt(header json.RawMessage) error {
	var found identity
	if err := json.Unmarshal(header, &found); err != nil {
		return fmt.Errorf("header: %w", err)
	}
	wanted := p.kept.identity
	if found.Format != wanted.Format || found.Seed != wanted.Seed || found.Accounts != wanted.Accounts || len(found.Key) == 0 {
		return fmt.Errorf("%w: it has seed %d and %d accounts, asked for seed %d and %d accounts",
			ErrOtherPopulation, found.Seed, found.Accounts, wanted.Seed, wanted.Accounts)
	}
	p.kept.identity = found
	return nil
}

// over says of rows that mean nothing any more after their time.
type over interface{ over(now time.Time) bool }

func (s *settled) over(now time.Time) bool      { return now.Sub(s.At) > repliesKept }
func (g *grant) over(now time.Time) bool        { return !g.alive(now) }
func (v *verification) over(now time.Time) bool { return now.Sub(v.BegunAt) > verificationLife }

func (p *portal) byName() map[string]restorer {
	t := p.tables
	return map[string]restorer{
		t.accounts.name: t.accounts, t.grants.name: t.grants, t.throttles.name: t.throttles,
		t.verifications.name: t.verifications, t.attempts.name: t.attempts, t.replies.name: t.replies, t.calls.name: t.calls,
		t.audit.name: t.audit, t.messages.name: t.messages, t.approvals.name: t.approvals,
	}
}

func (p *portal) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept.journal == nil {
		return nil
	}
	return p.kept.journal.Close()
}
