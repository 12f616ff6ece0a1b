package app

import (
	"context"
	"slices"
	"sync"

	"portaldesk/app/diagnosis"
	"portaldesk/app/profile"
	"portaldesk/client"
)

// causes reads what may keep a patient out, ours and the clinic's own, the first time it is asked for.
func (w *Workplace) causes(p profile.Profile) func() (*diagnosis.Rules, []diagnosis.Fault) {
	return sync.OnceValues(func() (*diagnosis.Rules, []diagnosis.Fault) {
		rules, faults := diagnosis.Load(w.Profiles.CausesPath(p.ID))
		for _, fault := range faults {
			w.Log.Warn("own cause left out", "fault", fault)
		}
		return rules, faults
	})
}

// Find says why the patient of a case cannot sign in, the gravest first, by our rules and the clinic's own. The first Open
// has read the rules, so that afterwards it does not wait for the disk.
func (d *Desk) Find(c diagnosis.Case) []diagnosis.Finding {
	rules, _ := d.causes()
	return rules.Find(c)
}

// CauseFaults are what is wrong with the clinic's own causes; what is right of them is in use. It waits for the disk as Find
// does.
func (d *Desk) CauseFaults() []diagnosis.Fault {
	_, faults := d.causes()
	return faults
}

// earlierCalls lists the newest calls about an account, without the one that is open.
func (d *Desk) earlierCalls(ctx context.Context, id client.AccountID) ([]client.Call, error) {
	if err := d.mayRead(client.ReadsCalls); err != nil {
		return nil, err
	}
	page, err := d.PastCalls(ctx, client.CallQuery{Account: id, Limit: historyLength})
	current := d.currentCall()
	return slices.DeleteFunc(page.Items, func(c client.Call) bool { return current != "" && c.ID == current }), err
}

// lineOf is whether the portal answers, as a diagnosis sees it.
func (d *Desk) lineOf() diagnosis.Line {
	state := d.Line.State()
	if state.Online {
		return diagnosis.Line{}
	}
	return diagnosis.Line{Down: true, Since: state.Since}
}
