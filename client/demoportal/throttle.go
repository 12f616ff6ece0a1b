package demoportal

import (
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
)

const (
	freeWrongEntries = 5
	firstThrottle    = 30 * time.Second
	longestThrottle  = time.Hour
)

// totpOptions are those of common authenticator apps, one step of clock difference forgiven.
var totpOptions = totp.ValidateOpts{Period: 30, Skew: 1, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}

// throttle counts the wrong entries for one login, whether it exists or not.
type throttle struct {
	Wrong int       `json:"wrong"`
	Until time.Time `json:"until"`
}

// unthrottled refuses while a login must wait.
func (x *exchange) unthrottled(login string) error {
	found := get(x.tx, x.portal.tables.throttles, x.throttleKey(login))
	if found == nil || !x.now.Before(found.Until) {
		return nil
	}
	return refuse("sign-in-throttled").after(found.Until.Sub(x.now))
}

// wrongEntry counts one. From the fifth on each makes the login wait, twice as long as the one before.
func (x *exchange) wrongEntry(login string) {
	key := x.throttleKey(login)
	counted := throttle{}
	if found := get(x.tx, x.portal.tables.throttles, key); found != nil {
		counted = *found
	}
	counted.Wrong++
	if over := counted.Wrong - freeWrongEntries; over >= 0 {
		counted.Until = x.now.Add(min(longestThrottle, firstThrottle<<min(over, 10)))
	}
	put(x.tx, x.portal.tables.throttles, key, &counted)
}

func (x *exchange) rightEntry(login string) {
	key := x.throttleKey(login)
	if found := get(x.tx, x.portal.tables.throttles, key); found != nil && found.Wrong > 0 {
		put(x.tx, x.portal.tables.throttles, key, &throttle{})
	}
}

// throttleKey hides the login: people type passwords into that field.
func (x *exchange) throttleKey(login string) string { return x.portal.mac("throttle", "", login) }
