package people

import (
	"time"

	"portaldesk/client"
)

// crowd is how many of 1,000 patients live which story; everybody else is simply active.
var crowd = []struct {
	share int
	story func(*builder)
}{
	{70, (*builder).neverInvited},
	{50, (*builder).invited},
	{10, (*builder).usedOldCode},
	{45, (*builder).codeExpired},
	{35, (*builder).locked},
	{12, (*builder).lockedForATime},
	{20, (*builder).resetPending},
	{30, (*builder).deactivated},
	{15, (*builder).declined},
	{14, (*builder).deceased},
	{8, (*builder).merged},
	{10, (*builder).duplicate},
	{60, (*builder).minor},
	{4, (*builder).grownUp},
	{20, (*builder).withCaregiver},
	{10, (*builder).withPowerOfAttorney},
	{20, (*builder).bounced},
	{25, (*builder).withoutEmail},
	{5, (*builder).withoutContact},
	{12, (*builder).contactChanged},
	{12, (*builder).withoutConsent},
	{15, (*builder).sharedEmail},
	{30, (*builder).secondFactor},
	{20, (*builder).typedEmail},
}

func (b *builder) stand(status client.Status, since time.Time, reason string) {
	b.person.Standing.Status = status
	b.person.Standing.Since = since
	b.person.Standing.Reason = reason
}

func (b *builder) active() {
	b.person.LoginID = b.login()
	last := b.ago(time.Duration(1+b.rng.IntN(90*24)) * time.Hour)
	b.person.Standing.LastSignInAt = &last
	b.stand(client.StatusActive, b.person.Standing.CreatedAt.Add(2*day), "")
}

func (b *builder) neverInvited() {
	b.stand(client.StatusNone, b.person.Standing.CreatedAt, "")
}

func (b *builder) invitedBy(channel client.CodeChannel, issued time.Time, life time.Duration) {
	b.person.Standing.Code = &client.AccessCodeState{IssuedAt: issued, ExpiresAt: issued.Add(life), Channel: channel}
	b.stand(client.StatusInvited, issued, "")
}

func (b *builder) invited() {
	if b.rng.IntN(3) == 0 {
		b.invitedBy(client.ByEmail, b.ago(time.Duration(1+b.rng.IntN(20))*time.Hour), day)
		return
	}
	b.invitedBy(client.ByPost, b.ago(time.Duration(1+b.rng.IntN(18))*day), 21*day)
}

func (b *builder) usedOldCode() {
	b.invited()
	b.person.Trouble = UsedOldCode
}

func (b *builder) codeExpired() {
	b.invitedBy(client.ByPost, b.ago(time.Duration(22+b.rng.IntN(60))*day), 21*day)
}

func (b *builder) locked() {
	b.lockedSince(b.ago(time.Duration(1+b.rng.IntN(70)) * time.Hour))
}

func (b *builder) lockedSince(since time.Time) {
	b.active()
	last := since.Add(-time.Duration(2+b.rng.IntN(40)) * day)
	b.person.Standing.LastSignInAt = &last
	b.stand(client.StatusLocked, since, "5 wrong passwords")
}

// lockedForATime opens by itself, some of them while somebody looks.
func (b *builder) lockedForATime() {
	b.lockedSince(b.ago(time.Minute))
	until := b.person.Standing.Since.Add(30 * time.Minute)
	b.person.Standing.LockedUntil = &until
}

func (b *builder) resetPending() {
	b.active()
	since := b.ago(time.Duration(1+b.rng.IntN(100)) * time.Hour)
	last := since.Add(-time.Duration(5+b.rng.IntN(100)) * day)
	b.person.Standing.LastSignInAt = &last
	b.person.Standing.MustChange = true
	b.person.Trouble = TemporaryExpired
	b.stand(client.StatusResetPending, since, "Password reset by the desk")
}

var deactivationReasons = []string{"Left the practice", "Asked by the patient", "Suspected misuse", "Moved to another clinic", "Proxy ended by court order"}

func (b *builder) deactivated() {
	b.deactivatedFor(pick(b.rng, deactivationReasons))
}

func (b *builder) deactivatedFor(reason string) {
	b.active()
	since := b.ago(time.Duration(2+b.rng.IntN(200)) * day)
	last := since.Add(-time.Duration(1+b.rng.IntN(60)) * day)
	b.person.Standing.LastSignInAt = &last
	b.stand(client.StatusDeactivated, since, reason)
}

func (b *builder) declined() {
	b.stand(client.StatusDeclined, b.ago(time.Duration(10+b.rng.IntN(300))*day), "Does not want a portal account")
}

func (b *builder) deceased() {
	b.active()
	since := b.ago(time.Duration(20+b.rng.IntN(400)) * day)
	last := since.Add(-30 * day)
	b.person.Standing.LastSignInAt = &last
	b.stand(client.StatusDeceased, since, "Recorded by the clinic")
}

// sameAsBefore makes this record one of the same human being as the record before it.
func (b *builder) sameAsBefore() *Person {
	before := &b.people[b.number-1]
	own := b.person.Identity
	b.person.Identity = before.Identity
	b.person.Identity.MRN = own.MRN
	return before
}

func (b *builder) merged() {
	before := b.sameAsBefore()
	b.stand(client.StatusMerged, b.ago(time.Duration(5+b.rng.IntN(200))*day), "Duplicate record")
	b.person.MergedInto = before.ID
}

func (b *builder) duplicate() {
	before := b.sameAsBefore()
	b.active()
	b.person.DuplicateOf = append(b.person.DuplicateOf, before.ID)
	before.DuplicateOf = append(before.DuplicateOf, b.person.ID)
}
