package call

import (
	"time"

	"portaldesk/client"
)

// CallBack is the call that is promised while this one is open. It counts only with the outcome that promises one.
type CallBack struct {
	// Due is when; the zero time while none is chosen, or what was entered is no time.
	Due time.Time `json:"due,omitzero"`
	// Entered is what stands in the field of the time, as the agent typed it.
	Entered string `json:"entered,omitempty"`
	// Contact is where to call, as the portal names it, and Masked how it is shown; both are empty for "as in the note".
	Contact client.ContactID `json:"contactId,omitempty"`
	Masked  string           `json:"masked,omitempty"`
}

// SetCallBack sets the call that is promised.
func (c *Call) SetCallBack(promised CallBack) {
	if !promised.Due.IsZero() {
		promised.Due = wall(promised.Due)
	}
	set(c, &c.draft.CallBack, promised)
}

// SetKeeps sets which promise of an earlier call this one keeps, by the id of the callback; empty for none.
func (c *Call) SetKeeps(callback string) { set(c, &c.draft.Keeps, callback) }

// about makes the call one about another account, to which neither the contact nor the promise that it keeps belong.
func (d *Draft) about(account client.AccountID) {
	if d.Account != "" && d.Account != account {
		d.CallBack.Contact, d.CallBack.Masked, d.Keeps = "", "", ""
	}
	d.Account = account
}
