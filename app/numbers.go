package app

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"portaldesk/app/redflag"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/client/said"
)

// bucketNumbers holds, sealed, which accounts a number called about and when. Its keys are keyed hashes of numbers: nothing in
// the file tells one to whoever has not the data key.
const bucketNumbers store.Bucket = "numbers"

// keyNumbers is where the key of those hashes is kept, in bucketDesk.
const keyNumbers = "numbers-key"

// shortestNumber is the least that is a number somebody can be called at; extensions of a switchboard are none.
const shortestNumber = 7

// numbers counts how many accounts one number calls about.
type numbers struct {
	store *store.Store
	key   []byte
}

// counted is when a number called about each account last.
type counted map[client.AccountID]time.Time

// openNumbers reads the key, or makes it, and forgets what is too old to count.
func openNumbers(s *store.Store, now time.Time) (*numbers, error) {
	n := &numbers{store: s}
	err := s.Update(func(tx *store.Tx) error {
		found, err := tx.Get(bucketDesk, keyNumbers, &n.key)
		if err == nil && !found {
			n.key = make([]byte, sha256.Size)
			rand.Read(n.key) // never fails: crypto/rand
			err = tx.Put(bucketDesk, keyNumbers, n.key)
		}
		if err != nil {
			return err
		}
		return forgetNumbers(tx, now)
	})
	return n, err
}

// forgetNumbers removes numbers that have not called for longer than counts. One that cannot be read counts for nothing.
func forgetNumbers(tx *store.Tx, now time.Time) error {
	var old []string
	err := tx.Each(bucketNumbers, func(id string, decode func(any) error) error {
		var calls counted
		if err := decode(&calls); err != nil || len(calls.recent(now)) == 0 {
			old = append(old, id)
		}
		return nil
	})
	for _, id := range old {
		if err == nil {
			err = tx.Delete(bucketNumbers, id)
		}
	}
	return err
}

// recent are the accounts that count at now.
func (c counted) recent(now time.Time) counted {
	still := counted{}
	for account, at := range c {
		if now.Sub(at) < redflag.NumberSpan {
			still[account] = at
		}
	}
	return still
}

// name is the number's key in the bucket; empty for what is no number.
func (n *numbers) name(number string) string {
	digits := said.National(number)
	if len(digits) < shortestNumber {
		return ""
	}
	sum := hmac.New(sha256.New, n.key)
	sum.Write([]byte(digits))
	return hex.EncodeToString(sum.Sum(nil))
}

// recounted is how often an account is written down again for the same number.
const recounted = time.Hour

// count writes down that a number called about an account. It is on the disk when it returns.
func (n *numbers) count(number string, account client.AccountID, now time.Time) error {
	name := n.name(number)
	if name == "" || now.Sub(n.of(name)[account]) < recounted {
		return nil
	}
	return n.store.Update(func(tx *store.Tx) error {
		var calls counted
		if _, err := tx.Get(bucketNumbers, name, &calls); err != nil {
			return err
		}
		calls = calls.recent(now)
		calls[account] = now
		return tx.Put(bucketNumbers, name, calls)
	})
}

// accounts is how many accounts a number has called about lately, counting this one; 0 without a number.
func (n *numbers) accounts(number string, account client.AccountID, now time.Time) int {
	name := n.name(number)
	if name == "" {
		return 0
	}
	recent := n.of(name).recent(now)
	recent[account] = now
	return len(recent)
}

// of is what is written down of a number; nothing when it cannot be read.
func (n *numbers) of(name string) (calls counted) {
	_ = n.store.View(func(tx *store.Tx) error {
		_, err := tx.Get(bucketNumbers, name, &calls)
		return err
	})
	return calls
}
