package app

import (
	"maps"
	"slices"
	"sync"
	"time"

	"portaldesk/client"
)

// approvalLife is how long an approval lives, also by this desk's own clock.
const approvalLife = client.ApprovalMinutes * time.Minute

// approvals are the requests of the open call, as far as they have come. They live in memory only: after a restart it is asked
// anew.
type approvals struct {
	waiting chan struct{} // has a token when there is something to look for

	mu  sync.Mutex
	own map[client.ApprovalID]own
	// demanded are the abilities for which the portal asked for a second person by itself.
	demanded map[demand]bool
	// left are requests of a call that is over.
	left []client.ApprovalID
}

// own is a request and when it is over by this desk's clock.
type own struct {
	client.Approval
	until time.Time
}

type demand struct {
	call    client.CallID
	account client.AccountID
	ability client.Ability
}

func newApprovals() *approvals {
	return &approvals{waiting: make(chan struct{}, 1), own: map[client.ApprovalID]own{}, demanded: map[demand]bool{}}
}

func (s *approvals) keep(a client.Approval, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.own[a.ID] = own{a, now.Add(min(approvalLife, a.ExpiresAt.Sub(a.AskedAt)))}
}

func (s *approvals) get(id client.ApprovalID) (client.Approval, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, known := s.own[id]
	return found.Approval, known
}

func (s *approvals) forget(id client.ApprovalID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.own, id)
}

// over forgets everything: the call has ended. What nobody has decided is to be taken back, so that no supervisor reads about a
// call that is over.
func (s *approvals) over() {
	s.mu.Lock()
	for id, a := range s.own {
		if a.State == client.ApprovalPending && !here(a.Approval) {
			s.left = append(s.left, id)
		}
	}
	clear(s.own)
	clear(s.demanded)
	s.mu.Unlock()
	wake(s.waiting)
}

// leftOver are the requests to be taken back, each told once.
func (s *approvals) leftOver() (ids []client.ApprovalID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids, s.left = s.left, nil
	return ids
}

// all are the requests, newest first.
func (s *approvals) all() []client.Approval {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []client.Approval
	for _, found := range slices.Collect(maps.Values(s.own)) {
		all = append(all, found.Approval)
	}
	slices.SortFunc(all, func(a, b client.Approval) int { return b.AskedAt.Compare(a.AskedAt) })
	return all
}

// open is a request of this kind that nobody has decided.
func (s *approvals) open(call client.CallID, account client.AccountID, ability client.Ability) (client.Approval, bool) {
	for _, a := range s.all() {
		if a.Call == call && a.Account == account && a.Ability == ability && a.State == client.ApprovalPending {
			return a, true
		}
	}
	return client.Approval{}, false
}

// granted is the approval that is good now for an ability, the account and the call.
func (s *approvals) granted(call client.CallID, account client.AccountID, ability client.Ability, now time.Time) (client.Approval, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.own {
		if a.State == client.ApprovalGranted && now.Before(a.until) && a.Call == call && a.Account == account && a.Ability == ability {
			return a.Approval, true
		}
	}
	return client.Approval{}, false
}

// update takes in how far a request has come, and says whether that is news of a request of ours.
func (s *approvals) update(a client.Approval) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	known, found := s.own[a.ID]
	if !found || known.State == a.State {
		return false
	}
	known.Approval = a
	s.own[a.ID] = known
	return true
}

// expire ends what is over by this desk's clock, and says whether anything did.
func (s *approvals) expire(now time.Time) (any bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, a := range s.own {
		if open := a.State == client.ApprovalPending || a.State == client.ApprovalGranted; open && !now.Before(a.until) {
			a.State = client.ApprovalExpired
			s.own[id], any = a, true
		}
	}
	return any
}

// pending says whether a request waits at the portal for somebody's decision.
func (s *approvals) pending() bool {
	return slices.ContainsFunc(s.all(), func(a client.Approval) bool { return a.State == client.ApprovalPending })
}

func (s *approvals) demand(of demand) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.demanded[of] = true
}

func (s *approvals) isDemanded(of demand) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.demanded[of]
}
