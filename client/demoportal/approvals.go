package demoportal

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"portaldesk/client"
)

const (
	approvalLife = client.ApprovalMinutes * time.Minute
	// approvalsShown is how long a request stays on the list; approvalsListed how many there are on it.
	approvalsShown  = 24 * time.Hour
	approvalsListed = 100
	mostFlags       = 20
	longestFlag     = 64
)

// keptApproval is a request as the portal keeps it. Who the patient is, is looked up when it is shown.
type keptApproval struct {
	client.Approval
	// Number orders requests of the same moment.
	Number int `json:"number"`
}

func (a *keptApproval) over(now time.Time) bool { return now.Sub(a.AskedAt) > approvalsShown }

// shownApproval is a request as it stands now.
func (x *exchange) shownApproval(kept *keptApproval) client.Approval {
	shown := kept.Approval
	open := shown.State == client.ApprovalPending || shown.State == client.ApprovalGranted
	if open && !x.now.Before(shown.ExpiresAt) {
		shown.State = client.ApprovalExpired
	}
	shown.Patient = x.portal.account(x.tx, shown.Account).row(x.now)
	return shown
}

func askApproval(x *exchange) (reply, error) {
	var asked client.ApprovalRequest
	if err := x.decode(&asked); err != nil {
		return reply{}, err
	}
	err := x.checkRequest(&asked)
	x.audited(err, asked.Account, asked.Call)
	if err != nil {
		return reply{}, err
	}
	kept := &keptApproval{Number: len(x.portal.tables.approvals.rows), Approval: client.Approval{
		ID: client.ApprovalID(newID()), Account: asked.Account, Ability: asked.Ability, Call: asked.Call, Caller: x.callerOf(asked),
		AskedBy: x.agent.ID, AskedByName: x.agent.Name, AskedAt: x.now, Why: asked.Why, Flags: append([]string{}, asked.Flags...),
		State: client.ApprovalPending, ExpiresAt: x.now.Add(approvalLife),
	}}
	put(x.tx, x.portal.tables.approvals, string(kept.ID), kept)
	return reply{status: http.StatusCreated, body: x.shownApproval(kept)}, nil
}

func (x *exchange) checkRequest(asked *client.ApprovalRequest) error {
	asked.Why = strings.TrimSpace(asked.Why)
	if x.portal.account(x.tx, asked.Account) == nil {
		return refuse("account-not-found")
	}
	if _, err := uuid.Parse(string(asked.Call)); err != nil {
		return refuse("call-required", field("callId", "no-uuid"))
	}
	if asked.Why == "" || utf8.RuneCountInString(asked.Why) > client.MaxApprovalText {
		return refuse("approval-text-invalid", field("why", "wrong-length"))
	}
	odd := func(flag string) bool { return flag == "" || utf8.RuneCountInString(flag) > longestFlag }
	if len(asked.Flags) > mostFlags || slices.ContainsFunc(asked.Flags, odd) {
		return refuse("approval-text-invalid", field("flags", "wrong-length"))
	}
	if !x.agent.may(asked.Ability) || asked.Ability == "" {
		return refuse("role-not-allowed")
	}
	return nil
}

// callerOf is how well the caller is proven, by the agent's own verification in that call.
func (x *exchange) callerOf(asked client.ApprovalRequest) client.Caller {
	v, level := x.proven(asked.Proof)
	if v == nil || v.Account != asked.Account || v.Begun.CallID != asked.Call || v.Agent != x.agent.ID {
		return client.Caller{Relation: client.RelationPatient}
	}
	return client.Caller{Relation: v.Begun.Relation, Level: level}
}

func listApprovals(x *exchange) (reply, error) {
	var seen []*keptApproval
	for _, kept := range x.portal.tables.approvals.rows {
		if !kept.over(x.now) && (x.agent.may(client.DecidesApprovals) || kept.AskedBy == x.agent.ID) {
			seen = append(seen, kept)
		}
	}
	slices.SortFunc(seen, func(a, b *keptApproval) int { return cmp.Or(b.AskedAt.Compare(a.AskedAt), b.Number-a.Number) })
	items := []client.Approval{}
	for _, kept := range seen[:min(len(seen), approvalsListed)] {
		items = append(items, x.shownApproval(kept))
	}
	return ok(struct {
		Items []client.Approval `json:"items"`
	}{items}), nil
}

func decideApproval(x *exchange) (reply, error) {
	var decision client.ApprovalDecision
	if err := x.decode(&decision); err != nil {
		return reply{}, err
	}
	reason, now := strings.TrimSpace(decision.Reason), x.now
	return x.settleApproval(func(kept *keptApproval) error {
		switch {
		case kept.AskedBy == x.agent.ID:
			return refuse("own-approval")
		case utf8.RuneCountInString(reason) > client.MaxApprovalText || reason == "" && !decision.Grant:
			return refuse("approval-text-invalid", field("reason", "wrong-length"))
		}
		kept.State = client.ApprovalDenied
		if decision.Grant {
			kept.State = client.ApprovalGranted
		}
		kept.DecidedBy, kept.DecidedByName, kept.DecidedAt, kept.Reason = x.agent.ID, x.agent.Name, &now, reason
		return nil
	})
}

// withdrawApproval answers of somebody else's request as of one that is not there.
func withdrawApproval(x *exchange) (reply, error) {
	return x.settleApproval(func(kept *keptApproval) error {
		if kept.AskedBy != x.agent.ID {
			return refuse("approval-not-found")
		}
		kept.State = client.ApprovalWithdrawn
		return nil
	})
}

// settleApproval ends a request that is still open, if end says so.
func (x *exchange) settleApproval(end func(*keptApproval) error) (reply, error) {
	found := get(x.tx, x.portal.tables.approvals, x.path("approvalId"))
	if found == nil {
		return reply{}, refuse("approval-not-found")
	}
	changed := *found
	err := x.undecided(found)
	if refusal := end(&changed); refusal != nil {
		err = refusal
	}
	x.audited(err, found.Account, found.Call)
	if err != nil {
		return reply{}, err
	}
	put(x.tx, x.portal.tables.approvals, string(changed.ID), &changed)
	return ok(x.shownApproval(&changed)), nil
}

func (x *exchange) undecided(kept *keptApproval) error {
	switch x.shownApproval(kept).State {
	case client.ApprovalPending:
		return nil
	case client.ApprovalExpired:
		return refuse("approval-expired")
	default:
		return refuse("approval-decided")
	}
}
