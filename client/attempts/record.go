// Package attempts is what was lately tried to prove callers for an account, whoever was at the desk: it counts across
// verifications, calls and agents, and says how long nobody may try any more. What callers said is in none of it.
package attempts

import (
	"slices"
	"time"

	"portaldesk/client"
)

// Whoever tries again and again tries in new calls and new verifications; these count across them. Nobody who tells the
// truth comes near.
const (
	window   = time.Hour
	maxWrong = 15 // wrong answers and wrong codes within the window
	maxSent  = 10 // codes within the window
)

// idle is after how long without an attempt a caller who was wrong has gone. An honest one who looks for a letter with the
// record number on it is back before.
const idle = 15 * time.Minute

// kept is the longest that a failed proof is kept, whatever a policy asks.
const kept = MaxFailureHours * time.Hour

// MaxFailureHours is the most that a policy may ask for.
const MaxFailureHours = 30 * 24

// Record is what was tried for one account. The zero value is that nothing was. Its methods are not safe for use by several
// goroutines at once.
type Record struct {
	// Wrong is when something was answered wrong, Sent when a code was sent, oldest first.
	Wrong []time.Time `json:"wrong,omitempty"`
	Sent  []time.Time `json:"sent,omitempty"`
	// Trials are the verifications in which something was wrong and whose caller is not proven, oldest first.
	Trials []Trial `json:"trials,omitempty"`
}

// Trial is one verification in which something was wrong. At is the last attempt.
type Trial struct {
	ID client.VerificationID `json:"id"`
	client.FailedProof
	// Over: no more attempts are taken, or the agent began with another caller.
	Over bool `json:"over,omitempty"`
}

// Clone is a copy to be changed.
func (r Record) Clone() Record {
	return Record{slices.Clone(r.Wrong), slices.Clone(r.Sent), slices.Clone(r.Trials)}
}

// Empty says that there is nothing to keep.
func (r Record) Empty() bool { return len(r.Wrong)+len(r.Sent)+len(r.Trials) == 0 }

// Prune forgets what counts for nothing any more.
func (r *Record) Prune(now time.Time) {
	old := func(at time.Time) bool { return now.Sub(at) >= window }
	r.Wrong, r.Sent = slices.DeleteFunc(r.Wrong, old), slices.DeleteFunc(r.Sent, old)
	r.Trials = slices.DeleteFunc(r.Trials, func(t Trial) bool { return now.Sub(t.At) >= kept })
}

// AnsweredWrong counts one wrong answer or code.
func (r *Record) AnsweredWrong(now time.Time) { r.Wrong = append(r.Wrong, now) }

// SentCode counts one code.
func (r *Record) SentCode(now time.Time) { r.Sent = append(r.Sent, now) }

// NotSent takes the last code back: it was never sent.
func (r *Record) NotSent() {
	if last := len(r.Sent) - 1; last >= 0 {
		r.Sent = r.Sent[:last]
	}
}

// Answering is how long nobody may try for the account any more; 0 when one may.
func (r Record) Answering(now time.Time) time.Duration { return wait(r.Wrong, maxWrong, now) }

// Sending is how long no code may be sent; 0 when one may.
func (r Record) Sending(now time.Time) time.Duration { return wait(r.Sent, maxSent, now) }

func wait(times []time.Time, most int, now time.Time) time.Duration {
	if len(times) < most {
		return 0
	}
	return max(0, times[len(times)-most].Add(window).Sub(now))
}

// Went writes down how a verification stands after a step in which something was or had been wrong: it replaces what was
// written of it before.
func (r *Record) Went(trial Trial) {
	r.Proved(trial.ID)
	r.Trials = append(r.Trials, trial)
}

// Proved forgets a verification: its caller was proven after all.
func (r *Record) Proved(id client.VerificationID) {
	r.Trials = slices.DeleteFunc(r.Trials, func(t Trial) bool { return t.ID == id })
}

// GaveUp says that an agent went on to another caller: what is open of hers for this account has failed.
func (r *Record) GaveUp(agent string) {
	for i := range r.Trials {
		r.Trials[i].Over = r.Trials[i].Over || r.Trials[i].AgentID == agent
	}
}

// Failed are the verifications that failed within the policy's hours, newest first: those that are closed, given up, or
// silent for a quarter of an hour.
func (r Record) Failed(policy client.VerificationPolicy, now time.Time) []client.FailedProof {
	var failed []client.FailedProof
	for _, trial := range r.Trials {
		if trial.failed(now) && now.Sub(trial.At) < hours(policy) {
			failed = append(failed, trial.FailedProof)
		}
	}
	slices.SortStableFunc(failed, func(a, b client.FailedProof) int { return b.At.Compare(a.At) })
	return failed
}

func (t Trial) failed(now time.Time) bool { return t.Over || now.Sub(t.At) >= idle }

func hours(policy client.VerificationPolicy) time.Duration {
	return time.Duration(policy.FailureHours) * time.Hour
}

// Stopped is until when the policy lets no caller of the relation try any more; zero when one may. The verification that is
// asked for does not count against itself.
func (r Record) Stopped(policy client.VerificationPolicy, relation client.Relation, except client.VerificationID, now time.Time) time.Time {
	others := r.Clone()
	others.Proved(except)
	_, until := Left(policy, others.Failed(policy, now), relation, now)
	return until
}

// Left is how many more callers of a relation may fail before the policy lets none of them try, and until when that is so;
// zero while some are left. failed is newest first. Where nothing is counted, none are left and nobody is stopped.
func Left(policy client.VerificationPolicy, failed []client.FailedProof, relation client.Relation, now time.Time) (left int, until time.Time) {
	if policy.MaxFailures < 1 {
		return 0, time.Time{}
	}
	var same []client.FailedProof
	for _, f := range failed {
		if f.Relation == relation && now.Sub(f.At) < hours(policy) {
			same = append(same, f)
		}
	}
	if len(same) < policy.MaxFailures {
		return policy.MaxFailures - len(same), time.Time{}
	}
	return 0, same[policy.MaxFailures-1].At.Add(hours(policy))
}
