package scorecard

import (
	"context"
	"slices"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// accounts finds the suite accounts to look at, in what the portal lists.
type accounts struct {
	ctx    context.Context // of the whole look
	portal client.Portal
	write  *Writing
	listed map[portaltest.Trait][]client.AccountRow
}

// sample is the test account as long as it stands as the trait says, or else one that was found. Of those nobody knows what
// their owners say.
func (a *accounts) sample(trait portaltest.Trait, n int) (portaltest.Sample, bool) {
	status := trait.Status()
	if status == "" {
		return portaltest.Sample{}, false
	}
	if a.write != nil {
		return a.test(status)
	}
	rows := a.rows(trait, status)
	if n >= len(rows) {
		return portaltest.Sample{}, false
	}
	return portaltest.Sample{ID: rows[n].ID}, true
}

func (a *accounts) test(status client.Status) (portaltest.Sample, bool) {
	account, err := a.portal.Account(a.ctx, a.write.Account)
	if err != nil || account.Status != status && !(status == client.StatusActive && account.Status == client.StatusResetPending) {
		return portaltest.Sample{}, false // what was reset a moment ago can be reset again
	}
	return portaltest.Sample{ID: account.ID, Says: a.write.Says, LoginID: a.write.LoginID}, true
}

// rows are the first few adults in a state.
func (a *accounts) rows(trait portaltest.Trait, status client.Status) []client.AccountRow {
	if rows, known := a.listed[trait]; known {
		return rows
	}
	page, err := a.portal.Search(a.ctx, client.Query{Status: status, Limit: 10})
	if err != nil {
		page.Items = nil
	}
	rows := slices.DeleteFunc(page.Items, func(row client.AccountRow) bool { return row.Minor })
	a.listed[trait] = rows
	return rows
}
