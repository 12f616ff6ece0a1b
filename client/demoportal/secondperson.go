package demoportal

import (
	"slices"

	"portaldesk/client"
)

// approve refuses an order that needs a second person's word and has none that is good for it. One that is given is used up
// by the operation, needed or not.
func (a *alteration) approve(ability client.Ability, found *record) error {
	if a.order.Approval == "" {
		if a.needsSecondPerson(ability, found) {
			return refuse("approval-required")
		}
		return nil
	}
	kept := get(a.tx, a.portal.tables.approvals, string(a.order.Approval))
	if kept == nil || !a.covers(kept, ability) {
		return refuse("approval-invalid")
	}
	a.approval = kept
	return nil
}

// needsSecondPerson: what the policy lists, and what lets somebody in after a contact was corrected in the same call. A portal
// that keeps no approvals leaves it to the desk.
func (a *alteration) needsSecondPerson(ability client.Ability, found *record) bool {
	if _, missing := a.portal.without[client.AsksApproval]; missing {
		return false
	}
	if slices.Contains(a.portal.second, ability) {
		return true
	}
	return found.CorrectedIn != "" && found.CorrectedIn == a.order.CallID && client.LetsIn(ability)
}

// covers: one account, one ability, one call, one agent; granted, in time, and not used.
func (a *alteration) covers(kept *keptApproval, ability client.Ability) bool {
	return kept.State == client.ApprovalGranted && a.now.Before(kept.ExpiresAt) && kept.Account == a.accountID() &&
		kept.Ability == ability && kept.Call == a.order.CallID && kept.AskedBy == a.agent.ID
}

// useApproval makes the approval good for nothing else.
func (a *alteration) useApproval() {
	if a.approval == nil {
		return
	}
	used := *a.approval
	used.State = client.ApprovalUsed
	put(a.tx, a.portal.tables.approvals, string(used.ID), &used)
}
