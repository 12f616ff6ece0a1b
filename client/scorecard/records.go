package scorecard

import (
	"portaldesk/client"
	"portaldesk/client/portaltest"
)

var (
	auditRead  = way{client.ReadsAudit, "reading the trail"}
	auditWrite = way{client.KeepsAudit, "taking in the desk's own trail"}
	callsWrite = way{client.KeepsCalls, "keeping calls with their notes"}
	callsRead  = way{client.ReadsCalls, "listing calls"}
)

func (f *findings) audit() []Line {
	return []Line{
		f.record("audit", auditRead, "Ask the vendor for a trail of what admin users do, readable by auditors.").
			asks("audit-trail", "Can the trail of admin activity be read?"),
		f.record("audit", auditWrite, "Keep the desk's trail in a FHIR server beside the portal, or on this computer.").
			asks("desk-trail", "Does it take the desk's own trail in?"),
	}
}

func (f *findings) calls() []Line {
	return []Line{
		f.record("call", callsWrite, "Keep calls in a FHIR server beside the portal, or on this computer.").
			asks("calls", "Can calls be logged, with a note on each?"),
		f.record("call", callsRead, "Ask the vendor to show the desk the calls that were logged.").
			asks("call-history", "Are earlier calls shown?"),
	}
}

// record is judged by what is offered and what was seen to work in the group of tests.
func (f *findings) record(group string, what way, fix string) Line {
	if f.silence != nil {
		return f.unknown()
	}
	if !f.about.Offers(what.ability) {
		return answer(No, fix, f.excuses([]way{what})...)
	}
	line := judged(append(f.read[:len(f.read):len(f.read)], f.written...), fix, func(r portaltest.Result) bool {
		return r.Group == group && len(r.Abilities) > 0 && r.Abilities[0] == what.ability
	})
	line.Evidence = append([]string{claim(line.Verdict, what.words)}, line.Evidence...)
	if line.Verdict == NotTried {
		line.Fix = f.howToTry(what == auditRead || what == callsRead)
	}
	return line
}
