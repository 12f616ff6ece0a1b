package demoportal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/google/uuid"
)

// unavailableFor is how long a client is asked to wait after a fault of the portal itself.
const unavailableFor = 2 * time.Second

// settled is the answer that a key got. The body is sealed with a key made from the idempotency key, which the portal does
// not keep: only who sends the same request again can have the answer again, tokens and proofs included.
type settled struct {
	Fingerprint string    `json:"fingerprint"`
	At          time.Time `json:"at"`
	Status      int       `json:"status"`
	ETag        string    `json:"etag,omitempty"`
	Sealed      []byte    `json:"sealed,omitempty"`
}

// claim takes the request's key for it. When the key has its answer already, that is answered instead.
func (p *portal) claim(x *exchange) (key string, again *answer, err error) {
	err = p.locked(func() error {
		x.now = p.clock()
		if err := p.authenticate(x); err != nil {
			return err
		}
		if _, err := uuid.Parse(x.request.Header.Get("Idempotency-Key")); err != nil {
			return refuse("idempotency-key-missing")
		}
		key = x.replyKey()
		if again, err = p.replay(x, key); again != nil || err != nil {
			return err
		}
		p.running[key] = true
		return nil
	})
	return key, again, err
}

func (p *portal) replay(x *exchange, key string) (*answer, error) {
	if p.running[key] {
		return nil, refuse("idempotency-in-progress").after(time.Second)
	}
	found := p.tables.replies.rows[key]
	if found == nil || x.now.Sub(found.At) > repliesKept {
		return nil, nil
	}
	if found.Fingerprint != x.fingerprint() {
		return nil, refuse("idempotency-key-reused")
	}
	body, err := x.unseal(found.Sealed)
	return &answer{status: found.Status, etag: found.ETag, body: body, replayed: true}, err
}

func (p *portal) release(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.running, key)
}

// settle does the work and keeps the answer in one transaction. A refusal did nothing, so its key stays free; what it
// left behind, a count or an audit entry, is kept all the same.
func (p *portal) settle(x *exchange, key string) (answer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	x.now = p.clock()
	r, refusal := x.handle()
	found, err := encode(r)
	if err != nil {
		return answer{}, err
	}
	if refusal == nil {
		if err := p.keepReply(x, key, r); err != nil {
			return answer{}, err
		}
	}
	if err := x.commit(p.kept.journal); err != nil {
		x.then = nil
		return answer{}, err
	}
	return found, refusal
}

// read runs a request that needs no key.
func (p *portal) read(x *exchange) (answer, error) {
	if x.endpoint.id == searchAccounts {
		return p.look(x)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	r, refusal := p.attend(x)
	if err := x.commit(p.kept.journal); err != nil {
		return answer{}, err
	}
	if refusal != nil {
		return answer{}, refusal
	}
	return encode(r)
}

// look runs a look-up. It shares the lock with other look-ups, so it leaves no trace.
func (p *portal) look(x *exchange) (answer, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	r, err := p.attend(x)
	if err != nil {
		return answer{}, err
	}
	return encode(r)
}

func (p *portal) attend(x *exchange) (reply, error) {
	x.now = p.clock()
	if err := p.authenticate(x); err != nil {
		return reply{}, err
	}
	return x.handle()
}

// handle lets the endpoint do its work, if the agent may.
func (x *exchange) handle() (reply, error) {
	if x.agent != nil && !x.agent.may(x.endpoint.ability) {
		x.audited(refuse("role-not-allowed"), "", "")
		return reply{}, refuse("role-not-allowed")
	}
	if _, missing := x.portal.without[x.endpoint.ability]; missing {
		return reply{}, refuse("not-offered")
	}
	return x.endpoint.handle(x)
}

func (p *portal) keepReply(x *exchange, key string, r reply) error {
	if r.replayed != nil {
		r.body = r.replayed
	}
	again, err := encode(r)
	if err != nil {
		return err
	}
	sealed, err := x.seal(again.body)
	if err != nil {
		return err
	}
	put(x.tx, p.tables.replies, key, &settled{
		Fingerprint: x.fingerprint(), At: x.now, Status: r.status, ETag: r.etag, Sealed: sealed,
	})
	return nil
}

// replyKey names the answer: keys of one agent mean nothing for another.
func (x *exchange) replyKey() string {
	scope := "open"
	if x.agent != nil {
		scope = x.agent.ID
	}
	return digest(scope, x.request.Header.Get("Idempotency-Key"))
}

func (x *exchange) fingerprint() string {
	return digest(x.request.Method, x.request.URL.Path, string(x.body))
}

func digest(parts ...string) string {
	sum := sha256.New()
	for _, part := range parts {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func (x *exchange) sealer() (cipher.AEAD, error) {
	secret := x.request.Header.Get("Idempotency-Key") + "\x00" + string(x.body)
	key, err := hkdf.Key(sha256.New, []byte(secret), x.portal.kept.Key, "reply", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func (x *exchange) seal(body []byte) ([]byte, error) {
	if len(body) == 0 {
		return nil, nil
	}
	sealer, err := x.sealer()
	if err != nil {
		return nil, err
	}
	return sealer.Seal(nil, nil, body, nil), nil
}

func (x *exchange) unseal(sealed []byte) ([]byte, error) {
	if len(sealed) == 0 {
		return nil, nil
	}
	sealer, err := x.sealer()
	if err != nil {
		return nil, err
	}
	body, err := sealer.Open(nil, nil, sealed, nil)
	if err != nil {
		return nil, errors.New("a kept answer is damaged")
	}
	return body, nil
}
