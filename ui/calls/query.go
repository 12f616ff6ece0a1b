package calls

import (
	"strings"

	"portaldesk/client"
	"portaldesk/ui/phrase"
)

// query is the question, false when something in it cannot be read.
func (f *form) query() (q client.CallQuery, ok bool) {
	q = client.CallQuery{Contains: strings.TrimSpace(f.search.Text), Order: orders[max(0, f.order.SelectedIndex())],
		AgentID: f.agents.Chosen(), Reason: f.reason.chosen()}
	if at := f.outcome.SelectedIndex(); at > 0 {
		q.Outcome = phrase.Outcomes()[at-1]
	}
	if f.only.Checked {
		q.Account = f.account
	}
	q.From, q.Until, ok = f.period.Read(f.o.Clock)
	return q, ok
}
