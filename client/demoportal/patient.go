package demoportal

import (
	"errors"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/accesscode"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/fold"
)

// ErrNoAccount is returned for an account that is not there.
var ErrNoAccount = errors.New("demo portal: no such account")

// ErrPasswordNotDue is returned by [Patient.SetPassword] when nothing allows a new password now, or when it is too short.
var ErrPasswordNotDue = errors.New("demo portal: no new password can be set")

// Refused is why the portal did not let a patient in.
type Refused struct{ Cause client.AttemptCause }

func (r *Refused) Error() string { return "demo portal: patient refused: " + string(r.Cause) }

// Patient is the patient's own side of one account, for playing both sides of a call. What happens here shows in the
// account's sign-in attempts.
type Patient struct {
	server *Server
	id     client.AccountID
}

// shortestPassword is in characters; patientDevice is what attempts from here are said to come from.
const (
	shortestPassword = 8
	patientDevice    = "Patient's phone"
)

// Patient plays the patient of an account.
func (s *Server) Patient(id client.AccountID) *Patient { return &Patient{server: s, id: id} }

// LoginID is what the patient signs in with now; empty when there is none.
func (p *Patient) LoginID() string {
	p.server.portal.mu.RLock()
	defer p.server.portal.mu.RUnlock()
	if r := p.server.portal.tables.accounts.rows[string(p.id)]; r != nil {
		return r.LoginID
	}
	return ""
}

// FirstPassword is the password the patient had before anybody changed it.
func (p *Patient) FirstPassword() string {
	return people.Password(p.server.portal.kept.Seed, p.id)
}

// SignIn tries to sign in. mustChange says that nothing else is possible before [Patient.SetPassword]. A second factor is taken
// for given. Errors are [*Refused], [ErrNoAccount], or that of a state folder that cannot be written.
func (p *Patient) SignIn(loginID, password string) (mustChange bool, err error) {
	err = p.attempt(func(v *visit) client.AttemptCause {
		cause := v.signIn(loginID, password)
		mustChange = v.account.Standing.MustChange
		return cause
	})
	return mustChange && err == nil, err
}

// Redeem enters an access code or a reset code. Case, blanks and hyphens do not matter. Afterwards the patient sets a
// password. Errors are as of SignIn.
func (p *Patient) Redeem(code string) error {
	return p.attempt(func(v *visit) client.AttemptCause { return v.redeem(code) })
}

// SetPassword chooses a new password, after a code or a temporary secret was entered.
func (p *Patient) SetPassword(password string) error {
	return p.visit(func(v *visit) error {
		if !v.account.Secrets.MaySetPassword || len(password) < shortestPassword {
			return ErrPasswordNotDue
		}
		hash, err := hashPassword(password, string(p.id))
		if err != nil {
			return err
		}
		v.account.Secrets = secrets{Password: &hash, Superseded: v.account.Secrets.Superseded}
		v.account.Standing.MustChange = false
		v.account.stand(client.StatusActive, v.now, "")
		return nil
	})
}

// visit is one visit of a patient to the portal.
type visit struct {
	portal  *portal
	account *record
	now     time.Time
}

// visit changes the account, also when it answers a refusal: that leaves a trace too.
func (p *Patient) visit(do func(*visit) error) error {
	portal := p.server.portal
	return portal.update(func(t *tx, now time.Time) error {
		found := portal.account(t, p.id)
		if found == nil {
			return ErrNoAccount
		}
		v := &visit{portal: portal, account: found.clone(portal.kept.Epoch), now: now}
		err := do(v)
		portal.putAccount(t, v.account)
		return err
	})
}

// attempt is a visit that counts as an attempt to sign in.
func (p *Patient) attempt(do func(*visit) client.AttemptCause) error {
	return p.visit(func(v *visit) error {
		cause := do(v)
		v.wroteDown(cause)
		if cause != client.CauseSuccess {
			return &Refused{Cause: cause}
		}
		return nil
	})
}

func (v *visit) wroteDown(cause client.AttemptCause) {
	attempt := client.SignInAttempt{At: v.now, Succeeded: cause == client.CauseSuccess, Cause: cause, Device: patientDevice}
	v.account.History.Attempts = append([]client.SignInAttempt{attempt}, v.account.History.Attempts...)
}

func (v *visit) signIn(loginID, password string) client.AttemptCause {
	switch v.account.status(v.now) {
	case client.StatusLocked:
		return client.CauseLocked
	case client.StatusDeactivated, client.StatusDeceased, client.StatusMerged:
		return client.CauseDeactivated
	case client.StatusCodeExpired:
		return client.CauseCodeExpired
	case client.StatusNone, client.StatusInvited, client.StatusDeclined:
		return client.CauseNotActivated
	}
	if fold.Text(loginID) != fold.Text(v.account.LoginID) {
		return v.wrongLogin(loginID)
	}
	if temporary := v.account.Secrets.Temporary; temporary != nil && sameMAC(temporary.MAC, v.mac(password)) {
		return v.useTemporary(temporary)
	}
	if !v.knows(password) {
		return v.countWrong()
	}
	v.enter()
	return client.CauseSuccess
}

func (v *visit) wrongLogin(loginID string) client.AttemptCause {
	for _, address := range v.account.Values(client.ContactEmail) {
		if strings.EqualFold(address, strings.TrimSpace(loginID)) {
			return client.CauseEmailTypedAsID
		}
	}
	return client.CauseWrongPassword
}

func (v *visit) useTemporary(temporary *oneTime) client.AttemptCause {
	if !v.now.Before(temporary.Until) {
		return client.CauseTemporaryExpired
	}
	v.account.supersede(&v.account.Secrets.Temporary)
	v.account.Secrets.MaySetPassword = true
	v.account.Standing.LastSignInAt = &v.now
	return client.CauseSuccess
}

func (v *visit) knows(password string) bool {
	switch s := v.account.Secrets; {
	case s.NoPassword:
		return false
	case s.Password != nil:
		return s.Password.matches(password)
	}
	return password == people.Password(v.portal.kept.Seed, v.account.ID)
}

// countWrong locks the account for a time at the fifth wrong password in a row.
func (v *visit) countWrong() client.AttemptCause {
	if v.account.Standing.Status == client.StatusLocked {
		v.account.stand(client.StatusActive, v.now, "") // its time was over
	}
	v.account.Secrets.Wrong++
	if v.account.Secrets.Wrong >= maxPatientWrong {
		v.account.stand(client.StatusLocked, v.now, "5 wrong passwords")
		until := v.now.Add(patientLockTime)
		v.account.Standing.LockedUntil = &until
	}
	return client.CauseWrongPassword
}

func (v *visit) enter() {
	if v.account.Standing.Status == client.StatusLocked {
		v.account.stand(client.StatusActive, v.now, "")
	}
	v.account.Secrets.Wrong = 0
	v.account.Standing.LastSignInAt = &v.now
	session := client.PatientSession{ID: newID(), Device: patientDevice, StartedAt: v.now, LastSeenAt: v.now}
	v.account.History.Sessions = append([]client.PatientSession{session}, v.account.History.Sessions...)
}

func (v *visit) mac(typed string) string { return v.portal.secretMAC(v.account.ID, typed) }

func (v *visit) redeem(code string) client.AttemptCause {
	if v.account.status(v.now) == client.StatusDeactivated {
		return client.CauseDeactivated
	}
	if !accesscode.WellFormed(code) {
		return client.CauseWrongCode
	}
	typed := v.mac(code)
	for _, out := range []**oneTime{&v.account.Secrets.Code, &v.account.Secrets.Reset} {
		if *out != nil && sameMAC((*out).MAC, typed) {
			return v.useCode(out)
		}
	}
	for _, old := range v.account.Secrets.Superseded {
		if sameMAC(old, typed) {
			return client.CauseOldCode
		}
	}
	return client.CauseWrongCode
}

func (v *visit) useCode(out **oneTime) client.AttemptCause {
	if !v.now.Before((*out).Until) {
		return client.CauseCodeExpired
	}
	v.account.supersede(out)
	if v.account.LoginID == "" {
		v.account.LoginID = v.portal.freeLoginID(v.account)
	}
	v.account.Secrets.NoPassword, v.account.Secrets.MaySetPassword = true, true
	v.account.Standing.MustChange, v.account.Standing.Code = true, nil
	v.account.stand(client.StatusResetPending, v.now, "Code entered, password not chosen yet")
	return client.CauseSuccess
}
