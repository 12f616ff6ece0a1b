package app

import (
	"fmt"

	"portaldesk/client"
)

const actionSalvage = "salvage"

// SalvagesRead is for when the agent has read what was salvaged. It goes into the trail, whose gaps it explains.
func (d *Desk) SalvagesRead() error {
	for _, each := range d.Salvaged {
		detail := fmt.Sprintf("%d/%d", each.Saved, each.Lost)
		if each.More {
			detail += "+"
		}
		if err := d.write(client.AuditEvent{Action: actionSalvage, Outcome: client.AuditDone, Detail: detail}); err != nil {
			return err
		}
	}
	return d.store.ForgetSalvages()
}
