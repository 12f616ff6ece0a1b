package callstrip

import (
	"strings"
	"time"

	"portaldesk/app/template"
	"portaldesk/client"
	"portaldesk/ui/language"
	"portaldesk/ui/phrase"
)

// values are what the desk fills into a template: what it knows of itself and of the call, never of the patient. What is
// not known yet stays a blank.
func (s *Strip) values() map[template.Variable]string {
	draft, now := s.call.Draft(), s.o.Clock.Now()
	values := map[template.Variable]string{
		template.Portal:   s.o.Names.Portal,
		template.Agent:    s.o.Names.Agent,
		template.Date:     s.o.Clock.Date(draft.OpenedAt),
		template.Opened:   s.o.Clock.Time(draft.OpenedAt),
		template.Relation: phrase.Relation(draft.Caller.Relation),
		template.Hours:    phrase.CallUs(s.o.Customs.Hours, now, time.Local, language.Tongue{}),
		template.Opening:  phrase.Opening(s.o.Customs.Hours, now),
		template.Deeds:    deedsDone(draft.Done),
	}
	if draft.Reason.Cause != "" {
		values[template.Disposition] = phrase.Reason(s.o.Reasons, draft.Reason)
	}
	if draft.Outcome != "" {
		values[template.Outcome] = phrase.Outcome(draft.Outcome)
	}
	return values
}

// deedsDone lists what succeeded, each once.
func deedsDone(done []client.Deed) string {
	var titles []string
	seen := map[string]bool{verifyDeed: true}
	for _, deed := range done {
		if deed.Result == string(client.AuditDone) && !seen[deed.What] {
			seen[deed.What] = true
			titles = append(titles, operationTitle(deed.What))
		}
	}
	return strings.Join(titles, ", ")
}
