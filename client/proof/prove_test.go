package proof_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"portaldesk/client"
)

func TestIdentifiersIdentifyAndACodeProves(t *testing.T) {
	d := newDesk(t, &messenger{clinic: newClinic()})
	v := d.begin(maria)
	if v.Required != 3 || v.MismatchesLeft != 3 || v.Level != client.Unproven || v.Proof != nil {
		t.Fatalf("begins as %+v", v)
	}
	v = d.identified(v, "3/12/84")
	if !v.Proof.ExpiresAt.Equal(morning.Add(15 * time.Minute)) {
		t.Errorf("good until %v", v.Proof.ExpiresAt)
	}
	v, err := d.sendCode(v, "phone")
	if err != nil || v.CodeSent == nil || v.CodeSent.To != "***-***-0199" || !v.CodeSent.ExpiresAt.Equal(morning.Add(10*time.Minute)) {
		t.Fatalf("%+v, %v", v.CodeSent, err)
	}
	v, err = d.checkCode(v, "000000")
	if err != nil || v.Level != client.Identified || v.CodeSent.AttemptsLeft != 4 {
		t.Errorf("a wrong code: %+v, %v", v, err)
	}
	v, err = d.checkCode(v, " 135 792 ")
	if err != nil || v.Level != client.ProvenByOOB || v.CodeSent != nil {
		t.Errorf("the right code: %+v, %v", v, err)
	}
	wants(t, d.may(v, client.ResetByLink), "", "")
	_, err = d.checkCode(v, rightCode)
	wants(t, err, client.Conflict, "code-not-sent")
}

func TestAMatchCountsOnceAndAMismatchEachTime(t *testing.T) {
	d := newDesk(t, newClinic())
	v := d.begin(maria)
	for _, said := range []string{"4000123", "4000123", "wrong"} {
		var err error
		if v, err = d.says(v, client.IdentifierMRN, said); err != nil || !slices.Equal(v.Matched, []client.IdentifierKind{client.IdentifierMRN}) {
			t.Fatalf("%q: %+v, %v", said, v, err)
		}
	}
	if len(v.Mismatched) != 0 || v.Level != client.Unproven {
		t.Errorf("a kind that has matched was counted again: %+v", v)
	}
	for left := 2; left >= 0; left-- {
		v, _ = d.says(v, client.IdentifierEmail, "wrong@example.com")
		if v.MismatchesLeft != left || v.Closed != (left == 0) {
			t.Errorf("%d left, closed %v; want %d", v.MismatchesLeft, v.Closed, left)
		}
	}
	_, err := d.says(v, client.IdentifierEmail, "maria@example.com")
	wants(t, err, client.Throttled, "verification-closed")
}

func TestWhatCannotBeComparedIsNotCounted(t *testing.T) {
	d := newDesk(t, newClinic())
	v := d.begin(maria)
	for _, check := range []client.IdentifierCheck{
		{Kind: client.IdentifierLastVisit, Said: "2026-01-01"}, {Kind: "shoe-size", Said: "9"}, {Kind: client.IdentifierMRN},
	} {
		_, err := d.says(v, check.Kind, check.Said)
		wants(t, err, client.Invalid, "identifier-invalid")
	}
	if v, _ = d.says(v, client.IdentifierMRN, "4000123"); v.MismatchesLeft != 3 {
		t.Errorf("%+v", v)
	}
}

func TestAPolicyThatAsksForNothingStillAsksForOne(t *testing.T) {
	d := newDesk(t, newClinic())
	d.policy.RequiredMatches = 0
	v := d.begin(maria)
	if _, err := d.callBack(v, "phone"); v.Required != 1 || client.CodeOf(err) != "identifiers-first" {
		t.Errorf("%d required, %v", v.Required, err)
	}
}

func TestWhatIsOnFileIsReadForEveryComparison(t *testing.T) {
	c := newClinic()
	d := newDesk(t, c)
	v := d.begin(maria)
	c.change(maria, func(f *client.OnFile) { f.MRN = "5000777" })
	if v, _ = d.says(v, client.IdentifierMRN, "4000123"); len(v.Mismatched) != 1 {
		t.Error("compared with what was on file before")
	}
	if v, _ = d.says(v, client.IdentifierMRN, "5000777"); len(v.Matched) != 1 {
		t.Error("not compared with what is on file now")
	}
	c.fails = &client.Error{Op: "getAccount", Kind: client.Offline}
	_, err := d.says(v, client.IdentifierName, "maria alvarez")
	wants(t, err, client.Offline, "")
}

func TestMismatchesTakeTheProofAway(t *testing.T) {
	d := newDesk(t, newClinic())
	v := d.maria()
	proven := v
	for range 3 {
		v, _ = d.says(v, client.IdentifierEmail, "wrong@example.com")
	}
	if !v.Closed || v.Proof != nil || v.Level != client.Unproven {
		t.Errorf("%+v", v)
	}
	wants(t, d.may(proven, client.EndsSessions), client.ProofRequired, "proof-required")
	_, err := d.callBack(v, "phone")
	wants(t, err, client.Throttled, "verification-closed")
}

func TestWrongCodesClose(t *testing.T) {
	d := newDesk(t, &messenger{clinic: newClinic()})
	v, err := d.sendCode(d.maria(), "phone")
	for left := 4; left >= 0 && err == nil; left-- {
		v, err = d.checkCode(v, "000000")
		if v.Closed != (left == 0) {
			t.Errorf("closed %v with %d left", v.Closed, left)
		}
	}
	_, err = d.checkCode(v, rightCode)
	wants(t, err, client.Throttled, "verification-closed")
}

func TestContactsThatProveNobody(t *testing.T) {
	c := newClinic()
	d := newDesk(t, &messenger{clinic: c})
	early := d.begin(maria)
	_, err := d.sendCode(early, "phone")
	wants(t, err, client.Forbidden, "identifiers-first")
	_, err = d.callBack(early, "phone")
	wants(t, err, client.Forbidden, "identifiers-first")

	v := d.maria()
	for _, unknown := range []client.ContactID{"nobody", "", client.ChartContact} {
		_, err = d.callBack(v, unknown)
		wants(t, err, client.Invalid, "contact-invalid")
		_, err = d.sendCode(v, unknown)
		wants(t, err, client.Invalid, "contact-invalid")
	}
	_, err = d.callBack(v, "email")
	wants(t, err, client.Invalid, "contact-invalid")
	c.change(maria, func(f *client.OnFile) {
		f.Contacts[0].Consented, f.Contacts[1].ChangedAt = false, morning.Add(-7*24*time.Hour+time.Second)
	})
	_, err = d.sendCode(v, "email")
	wants(t, err, client.Conflict, "no-consent")
	_, err = d.callBack(v, "phone")
	wants(t, err, client.Forbidden, "contact-changed-recently")
	d.clock = d.clock.Add(time.Second)
	if v, err = d.callBack(v, "phone"); err != nil || v.Level != client.ProvenByOOB {
		t.Errorf("when the quiet days are over: %+v, %v", v, err)
	}
}

func TestWithoutASenderNoCodeIsPromised(t *testing.T) {
	d := newDesk(t, newClinic())
	if d.policy.CodeMinutes != 0 {
		t.Errorf("codes are said to be good for %d minutes", d.policy.CodeMinutes)
	}
	_, err := d.sendCode(d.maria(), "phone")
	wants(t, err, client.NotOffered, "not-offered")
}

func TestTheChartStandsInForAMissingPhoneOnly(t *testing.T) {
	d := newDesk(t, newClinic())
	v := d.identified(d.begin(mario), "1961-12-03")
	v, err := d.callBack(v, client.ChartContact)
	if err != nil || v.Level != client.ProvenByOOB {
		t.Fatalf("no phone on file: %+v, %v", v, err)
	}
	wants(t, d.may(v, client.ResetByLink), "", "")
	_, err = d.callBack(d.maria(), client.ChartContact)
	wants(t, err, client.Invalid, "contact-invalid")
}

func TestWhatWasOnlySaidProvesNothing(t *testing.T) {
	d := newDesk(t, newClinic())
	v := d.begin(slip)
	if v.Required != 0 || v.Level != client.Unproven {
		t.Fatalf("begins as %+v", v)
	}
	_, err := d.says(v, client.IdentifierName, "maria alvarez")
	wants(t, err, client.Invalid, "identifier-invalid")
	_, err = d.callBack(v, "phone")
	wants(t, err, client.Invalid, "contact-invalid")
	wants(t, d.may(v, client.EndsSessions), client.ProofRequired, "proof-required")
	if v, err = d.callBack(v, client.ChartContact); err != nil || v.Level != client.ProvenByOOB {
		t.Errorf("called back: %+v, %v", v, err)
	}
}

func TestTimeRunsOut(t *testing.T) {
	d := newDesk(t, &messenger{clinic: newClinic()})
	v, err := d.sendCode(d.maria(), "phone")
	if err != nil {
		t.Fatal(err)
	}
	d.clock = morning.Add(10 * time.Minute)
	_, err = d.checkCode(v, rightCode)
	wants(t, err, client.Conflict, "code-expired")
	d.clock = morning.Add(15*time.Minute - time.Nanosecond)
	wants(t, d.may(v, client.EndsSessions), "", "")
	d.clock = morning.Add(15 * time.Minute)
	wants(t, d.may(v, client.EndsSessions), client.ProofExpired, "proof-expired")
	if v, err = d.callBack(v, "phone"); err != nil || !v.Proof.ExpiresAt.Equal(morning.Add(30*time.Minute)) {
		t.Errorf("proven anew: %+v, %v", v.Proof, err)
	}
	d.clock = morning.Add(time.Hour)
	_, err = d.says(v, client.IdentifierEmail, "maria@example.com")
	wants(t, err, client.NotFound, "verification-not-found")
}

func TestTheServersOwnCodeLifeCounts(t *testing.T) {
	d := newDesk(t, &messenger{clinic: newClinic(), expires: morning.Add(3 * time.Minute)})
	v, err := d.sendCode(d.maria(), "phone")
	if err != nil || !v.CodeSent.ExpiresAt.Equal(morning.Add(3*time.Minute)) {
		t.Fatalf("%+v, %v", v.CodeSent, err)
	}
	d.clock = morning.Add(3 * time.Minute)
	_, err = d.checkCode(v, rightCode)
	wants(t, err, client.Conflict, "code-expired")
}

func TestAProofOutlivesTheVerificationsThatBeginLater(t *testing.T) {
	d := newDesk(t, newClinic())
	v := d.begin(maria)
	d.clock = morning.Add(55 * time.Minute)
	v = d.identified(v, "1984-03-12")
	d.clock = morning.Add(65 * time.Minute)
	d.begin(mario)
	wants(t, d.may(v, client.EndsSessions), "", "")
}

func TestARepeatedRequestCountsOnce(t *testing.T) {
	c := newClinic()
	d := newDesk(t, c)
	begin, key := client.BeginVerification{CallID: d.call, Relation: client.RelationPatient}, newKey()
	v, err := d.BeginVerification(t.Context(), maria, begin, key)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := d.BeginVerification(t.Context(), maria, begin, key); err != nil || again.ID != v.ID {
		t.Errorf("begun twice: %v", err)
	}
	_, err = d.BeginVerification(t.Context(), mario, begin, key)
	wants(t, err, client.KeyReused, "idempotency-key-reused")

	key = newKey()
	for range 3 {
		again, err := d.CheckIdentifier(t.Context(), v.ID, client.IdentifierCheck{Kind: client.IdentifierMRN, Said: "0"}, key)
		if err != nil || len(again.Mismatched) != 1 {
			t.Errorf("counted %d times, %v", len(again.Mismatched), err)
		}
	}
	_, err = d.CheckIdentifier(t.Context(), v.ID, client.IdentifierCheck{Kind: client.IdentifierMRN, Said: "1"}, key)
	wants(t, err, client.KeyReused, "idempotency-key-reused")
	_, err = d.AttestCallBack(t.Context(), v.ID, "phone", key)
	wants(t, err, client.KeyReused, "idempotency-key-reused")
	_, err = d.CheckIdentifier(t.Context(), v.ID, client.IdentifierCheck{Kind: client.IdentifierMRN, Said: "1"}, "")
	wants(t, err, client.Invalid, "idempotency-key-missing")
}

func TestARefusalLeavesTheKeyFree(t *testing.T) {
	c := newClinic()
	d := newDesk(t, c)
	v, key := d.begin(maria), newKey()
	check := client.IdentifierCheck{Kind: client.IdentifierMRN, Said: "4000123"}
	c.fails = &client.Error{Op: "getAccount", Kind: client.Offline}
	_, err := d.CheckIdentifier(t.Context(), v.ID, check, key)
	wants(t, err, client.Offline, "")
	c.fails = nil
	if v, err = d.CheckIdentifier(t.Context(), v.ID, check, key); err != nil || len(v.Matched) != 1 {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestTheSameKeyAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClinic()
		d := newDesk(t, c)
		v, key := d.begin(maria), newKey()
		c.standing = make(chan struct{})
		check := client.IdentifierCheck{Kind: client.IdentifierMRN, Said: "0"}
		ask := func() error {
			_, err := d.CheckIdentifier(context.WithoutCancel(t.Context()), v.ID, check, key)
			return err
		}
		var first error
		var asking sync.WaitGroup
		asking.Go(func() { first = ask() })
		synctest.Wait()
		wants(t, ask(), client.InProgress, "idempotency-in-progress")
		close(c.standing)
		asking.Wait()
		wants(t, first, "", "")
		if v, _ := d.CheckIdentifier(t.Context(), v.ID, check, key); len(v.Mismatched) != 1 {
			t.Errorf("counted %d times", len(v.Mismatched))
		}
	})
}

func TestManyAtOnceNeverTryMoreThanTheyMay(t *testing.T) {
	d := newDesk(t, newClinic())
	v := d.begin(maria)
	var asking sync.WaitGroup
	for range 20 {
		asking.Go(func() { _, _ = d.says(v, client.IdentifierMRN, "0") })
	}
	asking.Wait()
	_, err := d.says(v, client.IdentifierMRN, "4000123")
	wants(t, err, client.Throttled, "verification-closed")
}
