package attempts_test

import (
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/attempts"
)

var (
	morning = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	policy  = client.VerificationPolicy{FailureHours: 24, MaxFailures: 3}
)

func trial(id, agent string, at time.Time, over bool) attempts.Trial {
	return attempts.Trial{ID: client.VerificationID(id), Over: over, FailedProof: client.FailedProof{At: at, AgentID: agent, Relation: client.RelationPatient}}
}

func TestAFailureIsWhatIsOverOrLeft(t *testing.T) {
	var r attempts.Record
	r.Went(trial("going on", "ortiz", morning, false))
	r.Went(trial("closed", "wright", morning.Add(-time.Hour), true))
	if got := len(r.Failed(policy, morning)); got != 1 {
		t.Errorf("%d failed while one goes on", got)
	}
	if got := len(r.Failed(policy, morning.Add(15*time.Minute))); got != 2 {
		t.Errorf("%d failed when nobody went on for a quarter of an hour", got)
	}
	r.GaveUp("wright")
	if got := len(r.Failed(policy, morning)); got != 1 {
		t.Errorf("%d failed after another agent began anew", got)
	}
	r.GaveUp("ortiz")
	failed := r.Failed(policy, morning)
	if len(failed) != 2 || !failed[0].At.Equal(morning) {
		t.Errorf("failed, newest first: %v", failed)
	}
	r.Proved("going on")
	if got := len(r.Failed(policy, morning)); got != 1 {
		t.Errorf("%d failed after one was proven", got)
	}
}

func TestEnoughFailuresStopARelationUntilTheOldestIsOld(t *testing.T) {
	var r attempts.Record
	for i, at := range []time.Duration{0, time.Hour, 2 * time.Hour} {
		if until := r.Stopped(policy, client.RelationPatient, "", morning.Add(at)); !until.IsZero() {
			t.Errorf("stopped after %d", i)
		}
		r.Went(trial(string(rune('a'+i)), "ortiz", morning.Add(at), true))
	}
	now := morning.Add(3 * time.Hour)
	if until := r.Stopped(policy, client.RelationPatient, "", now); !until.Equal(morning.Add(24 * time.Hour)) {
		t.Errorf("stopped until %v", until)
	}
	if !r.Stopped(policy, client.RelationParent, "", now).IsZero() || !r.Stopped(policy, client.RelationPatient, "a", now).IsZero() {
		t.Error("another relation is stopped, or a verification by itself")
	}
	if !r.Stopped(policy, client.RelationPatient, "", morning.Add(24*time.Hour)).IsZero() {
		t.Error("stopped although the oldest is a day old")
	}
	if !r.Stopped(client.VerificationPolicy{FailureHours: 24}, client.RelationPatient, "", now).IsZero() {
		t.Error("stopped by a policy that does not")
	}
}

func TestWhatCountsForNothingIsForgotten(t *testing.T) {
	var r attempts.Record
	r.AnsweredWrong(morning)
	r.SentCode(morning)
	r.Went(trial("a", "ortiz", morning, true))
	r.Prune(morning.Add(time.Hour))
	if len(r.Wrong)+len(r.Sent) != 0 || r.Empty() {
		t.Errorf("after an hour: %+v", r)
	}
	if r.Prune(morning.Add(attempts.MaxFailureHours * time.Hour)); !r.Empty() {
		t.Errorf("after the longest time a policy may ask for: %+v", r)
	}
}

func TestUntilGoesThroughAnError(t *testing.T) {
	err := &client.Error{Op: "beginVerification", Kind: client.Forbidden, Code: attempts.TooMany, Fields: []client.FieldError{attempts.Until(morning)}}
	if until, told := attempts.UntilOf(err); !told || !until.Equal(morning) {
		t.Errorf("%v, %v", until, told)
	}
	if _, told := attempts.UntilOf(&client.Error{Kind: client.Forbidden, Fields: []client.FieldError{{Field: "until", Code: "soon"}}}); told {
		t.Error("what is no time is told as one")
	}
	if _, told := attempts.UntilOf(nil); told {
		t.Error("no error says until when")
	}
}
