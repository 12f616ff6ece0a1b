package demoportal

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"sync"
	"time"

	"portaldesk/client"
	"portaldesk/client/callbook"
	"portaldesk/client/demoportal/journal"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/fold"
	"portaldesk/client/lookup"
)

// portal is everything the demo portal knows and every rule it keeps, without the network.
type portal struct {
	// mu guards everything below: reads of the look-up share it, every other request has it alone.
	mu      sync.RWMutex
	now     func() time.Time
	log     *slog.Logger
	faults  *Faults
	phone   *Phone
	agents  map[string]*agent // by login
	without map[client.Ability]client.Offer
	second  []client.Ability // what needs a second person each time
	past    int              // how many calls there were before the portal was started
	kept    kept
	tables  tables
	lists   lists
	running map[string]bool // idempotency keys whose first request is still running
}

// kept is what makes this portal this one, over restarts.
type kept struct {
	identity
	journal *journal.Journal
}

// tables are the rows that the journal keeps.
type tables struct {
	accounts      *table[record]
	grants        *table[grant]
	throttles     *table[throttle]
	verifications *table[verification]
	attempts      *table[tried]
	replies       *table[settled]
	calls         *table[keptCall]
	audit         *table[keptEvent]
	messages      *table[Message]
	approvals     *table[keptApproval]
}

// lists are found from the tables, for finding things fast.
type lists struct {
	numbered []*record
	index    *lookup.Index
	logins   map[string]client.AccountID // by folded login ID
	tokens   map[string]string           // grant id by hash of a token, access or refresh
	calls    callbook.Book[filedCall]
	lastCall int64 // the highest number that a call was given
	audit    []*keptEvent
}

func newPortal(options Options) (*portal, error) {
	agents, err := newAgents()
	if err != nil {
		return nil, err
	}
	p := &portal{
		now: options.Now, log: options.Logger, agents: agents, without: options.Without, second: options.SecondPerson, faults: &Faults{},
		phone: newPhone(), running: map[string]bool{},
	}
	p.lists = lists{logins: map[string]client.AccountID{}, tokens: map[string]string{}}
	p.makeTables()
	return p, p.open(options)
}

func (p *portal) makeTables() {
	p.tables = tables{
		accounts:      newTable("accounts", p.accountInstalled),
		grants:        newTable("grants", p.grantInstalled),
		throttles:     newTable[throttle]("throttles", nil),
		verifications: newTable[verification]("verifications", nil),
		attempts:      newTable[tried]("attempts", nil),
		replies:       newTable[settled]("replies", nil),
		calls:         newTable("calls", p.callInstalled),
		audit:         newTable("audit", p.eventInstalled),
		messages:      newTable("messages", func(_ string, _, row *Message) { p.phone.keep(*row) }),
		approvals:     newTable[keptApproval]("approvals", nil),
	}
}

// populate makes the accounts as the seed has them, before the journal says what changed.
func (p *portal) populate() {
	crowd := people.Generate(p.kept.Seed, p.kept.Accounts, p.kept.Epoch)
	p.lists.numbered = make([]*record, len(crowd))
	for number := range crowd {
		r := &record{Person: crowd[number], Number: number, Version: 1}
		p.lists.numbered[number] = r
		p.tables.accounts.rows[string(r.ID)] = r
		if r.LoginID != "" {
			p.lists.logins[fold.Text(r.LoginID)] = r.ID
		}
	}
	p.lists.index = lookup.NewIndex(len(crowd), func(number int) lookup.Entry { return p.lists.numbered[number].entry() })
	p.rememberCalls(p.past)
}

func (p *portal) accountInstalled(_ string, before, row *record) {
	p.lists.numbered[row.Number] = row
	if before != nil && before.LoginID != row.LoginID {
		delete(p.lists.logins, fold.Text(before.LoginID))
	}
	if row.LoginID != "" {
		p.lists.logins[fold.Text(row.LoginID)] = row.ID
	}
	p.lists.index.Replace(row.Number, row.entry())
}

func (p *portal) account(t *tx, id client.AccountID) *record {
	return get(t, p.tables.accounts, string(id))
}

// putAccount makes an edited clone the account's record.
func (p *portal) putAccount(t *tx, edited *record) {
	edited.Version++
	put(t, p.tables.accounts, string(edited.ID), edited)
}

// mac is a keyed hash: what is kept of a secret. Purpose and owner keep the same secret from being good elsewhere.
func (p *portal) mac(purpose, owner, secret string) string {
	sum := hmac.New(sha256.New, p.kept.Key)
	for _, part := range []string{purpose, owner, secret} {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func sameMAC(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// newID is a random name of 130 bits.
func newID() string { return rand.Text() }

// update runs one transaction that is not a request: what a patient does.
func (p *portal) update(do func(t *tx, now time.Time) error) error {
	t := &tx{durable: true}
	err := p.locked(func() error {
		refusal := do(t, p.clock())
		if err := t.commit(p.kept.journal); err != nil {
			return err
		}
		return refusal
	})
	t.finish()
	return err
}

func (p *portal) locked(do func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return do()
}

func (p *portal) clock() time.Time { return p.now().UTC() }

func (t *tx) finish() {
	for _, do := range t.then {
		do()
	}
}
