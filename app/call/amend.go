package call

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"portaldesk/app/template"
	"portaldesk/client"
)

// Amendment is the entry by which an agent adds to a closed call: about the same caller, without a time of its own, and under an
// id of its own. What amends an amendment amends its call. The note must not be blank and keeps to the limits of a call's:
// *Incomplete, *Unfilled, *TooLong.
func Amendment(of client.Call, agentID, note string, at time.Time) (client.Call, error) {
	note = strings.TrimSpace(note)
	if err := checkAmendment(note); err != nil {
		return client.Call{}, err
	}
	entry := of
	entry.ID, entry.AgentID, entry.Note = client.CallID(uuid.NewString()), agentID, note
	if entry.Amends == "" {
		entry.Amends = of.ID
	}
	entry.OpenedAt, entry.ClosedAt = wall(at), wall(at)
	entry.TalkSeconds, entry.HoldSeconds, entry.WrapSeconds = 0, 0, 0
	entry.Done, entry.RepeatOf = []client.Deed{}, ""
	return entry, nil
}

func checkAmendment(note string) error {
	if note == "" {
		return &Incomplete{Missing: []Part{PartNote}}
	}
	if blanks := template.Unfilled(note); len(blanks) > 0 {
		return &Unfilled{Blanks: blanks}
	}
	if length := utf8.RuneCountInString(note); length > MaxNote {
		return &TooLong{Part: PartNote, Length: length, Max: MaxNote}
	}
	return nil
}
