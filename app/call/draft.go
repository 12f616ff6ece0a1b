package call

import (
	"slices"
	"time"

	"portaldesk/client"
)

// Draft is a call that is not closed yet, as it is saved, sealed, while the agent types.
type Draft struct {
	ID       client.CallID      `json:"id"`
	AgentID  string             `json:"agentId"`
	Account  client.AccountID   `json:"accountId,omitempty"`
	Caller   client.Caller      `json:"caller"`
	OpenedAt time.Time          `json:"openedAt"`
	Phases   []PhaseChange      `json:"phases"`
	Reason   client.Reason      `json:"reason"`
	Outcome  client.CallOutcome `json:"outcome"`
	Note     string             `json:"note"`
	Language string             `json:"language"`
	Done     []client.Deed      `json:"done"`
	CallBack CallBack           `json:"callBack,omitzero"`
	// Keeps is the id of the callback that this call keeps; empty when it was not promised.
	Keeps string `json:"keeps,omitempty"`
}

// clone is a copy that shares nothing with d.
func (d Draft) clone() Draft {
	d.Phases = slices.Clone(d.Phases)
	d.Done = slices.Clone(d.Done)
	return d
}

// empty says that nothing happened in the call so far.
func (d Draft) empty() bool { return d.Account == "" && d.Note == "" && len(d.Done) == 0 }

// record is the call as the portal is to keep it, closed at now.
//
// Seconds are cut, not rounded, and a clock that was set back does not move the end before the beginning, so that the
// phases never add up to more than the time between opening and closing.
func (d Draft) record(now time.Time) client.Call {
	times := timesOf(d.Phases, now)
	return client.Call{
		ID:          d.ID,
		Account:     d.Account,
		AgentID:     d.AgentID,
		Caller:      d.Caller,
		OpenedAt:    d.OpenedAt,
		ClosedAt:    later(now, d.OpenedAt.Add(times.Handle()+times.Paused)),
		TalkSeconds: int(times.Talk / time.Second),
		HoldSeconds: int(times.Hold / time.Second),
		WrapSeconds: int(times.Wrap / time.Second),
		Reason:      d.Reason,
		Outcome:     d.Outcome,
		Note:        d.Note,
		Language:    d.Language,
		Done:        append([]client.Deed{}, d.Done...),
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
