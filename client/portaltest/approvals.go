package portaltest

import "portaldesk/client"

func (s *suite) approvalTests() []test {
	return []test{
		on(client.AsksApproval, test{name: "asked, and granted by somebody else", run: s.approvalGranted}),
		on(client.AsksApproval, test{name: "taken back", run: s.approvalWithdrawn}),
		on(client.DecidesApprovals, test{name: "nobody decides what they asked for themselves", run: s.approvalOwn}),
		on(client.DecidesApprovals, test{name: "only who is permitted decides", run: s.approvalDeciders}),
	}
}

// asks has the desk ask for the first ability that its agent may use on accounts. Where no requests are kept, it must be refused
// as such.
func (s *suite) asks(t *trial, d *desk) client.Approval {
	t.Helper()
	request := client.ApprovalRequest{Account: s.borrow(t, Reachable).ID, Call: newCallID(), Why: "The conformance suite asks.",
		Flags: []string{"contact-changed"}}
	for _, ability := range Abilities() {
		if client.LetsIn(ability) && d.session.May(ability) && request.Ability == "" {
			request.Ability = ability
		}
	}
	asked, err := d.AskApproval(t.Context(), request, newKey())
	s.offered(t, d, client.AsksApproval, err)
	asked = must(t, asked, err)
	if asked.State != client.ApprovalPending || asked.AskedBy != d.session.Agent.ID || asked.Why != request.Why || asked.Account != request.Account {
		t.Errorf("asked: state %s, by the agent %v, her reason %v, the account %v", asked.State, asked.AskedBy == d.session.Agent.ID,
			asked.Why == request.Why, asked.Account == request.Account)
	}
	return asked
}

// decider answers the desk of somebody else who decides.
func (s *suite) decider(t *trial, but *desk) *desk {
	t.Helper()
	for _, d := range s.allPermitted(t, client.DecidesApprovals) {
		if d.session.Agent.ID != but.session.Agent.ID {
			return d
		}
	}
	t.notTried("nobody else may decide")
	return nil
}

// asker answers a desk that may ask; one that may decide too only where there is no other.
func (s *suite) asker(t *trial) *desk {
	t.Helper()
	for _, d := range s.allPermitted(t, client.AsksApproval) {
		if !d.session.May(client.DecidesApprovals) {
			return d
		}
	}
	return s.permitted(t, client.AsksApproval)
}

func (s *suite) approvalGranted(t *trial) {
	d := s.asker(t)
	asked := s.asks(t, d)
	boss := s.decider(t, d)
	all, err := boss.Approvals(t.Context())
	found := false
	for _, each := range must(t, all, err) {
		found = found || each.ID == asked.ID && each.Patient.ID == asked.Account
	}
	if !found {
		t.Errorf("who decides does not see the request")
	}
	decided, err := boss.DecideApproval(t.Context(), asked.ID, client.ApprovalDecision{Grant: true}, newKey())
	decided = must(t, decided, err)
	if decided.State != client.ApprovalGranted || decided.DecidedBy != boss.session.Agent.ID || decided.DecidedAt == nil {
		t.Errorf("decided: state %s, by whom %v, when %v", decided.State, decided.DecidedBy == boss.session.Agent.ID, decided.DecidedAt != nil)
	}
	_, err = boss.DecideApproval(t.Context(), asked.ID, client.ApprovalDecision{Reason: "too late"}, newKey())
	s.want(t, err, client.Conflict, "approval-decided")
}

func (s *suite) approvalWithdrawn(t *trial) {
	d := s.asker(t)
	asked := s.asks(t, d)
	back, err := d.WithdrawApproval(t.Context(), asked.ID, newKey())
	if back = must(t, back, err); back.State != client.ApprovalWithdrawn {
		t.Errorf("taken back: state %s", back.State)
	}
}

func (s *suite) approvalOwn(t *trial) {
	d := s.permitted(t, client.AsksApproval, client.DecidesApprovals)
	asked := s.asks(t, d)
	_, err := d.DecideApproval(t.Context(), asked.ID, client.ApprovalDecision{Grant: true}, newKey())
	s.want(t, err, client.Forbidden, "own-approval")
}

func (s *suite) approvalDeciders(t *trial) {
	d := s.asker(t)
	asked := s.asks(t, d)
	if d.session.May(client.DecidesApprovals) {
		t.notTried("everybody who asks may decide")
	}
	_, err := d.DecideApproval(t.Context(), asked.ID, client.ApprovalDecision{Grant: true}, newKey())
	s.want(t, err, client.Forbidden, "role-not-allowed")
}
