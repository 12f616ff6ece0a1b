package app

import (
	"fmt"
	"os"

	"portaldesk/client"
)

const actionSalvage = "salvage"

// actionWriteNote is the trail's word for a note that the desk could not save and that was written to a file.
const actionWriteNote = "write-note"

// WriteNote writes a note that the desk cannot save to a file that only the agent can read. The trail has an entry of it when it can
// be written: where the disk is full it cannot, and the note goes before.
func (d *Desk) WriteNote(path, note string) error {
	err := replace(path, func(file *os.File) error {
		_, err := file.WriteString(note + "\n")
		return err
	})
	entry := client.AuditEvent{Action: actionWriteNote, Call: d.currentCall(), Account: d.callAccount(), Outcome: client.AuditDone}
	if err != nil {
		entry.Outcome = client.AuditFailed
	}
	_ = d.write(entry) // said by the event
	return err
}

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
