package demoportal

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/callbook"
)

// pastCase is what one of the calls of before was about, and how it ended.
type pastCase struct {
	stage, cause string
	outcome      client.CallOutcome
	note         string
}

// pastCases are what people called about; the demo's patients are locked out more often than they are lost.
var pastCases = []pastCase{
	{"sign-in", "locked", client.OutcomeResolved, "Unlocked; knows where to go next."},
	{"sign-in", "locked", client.OutcomeResolved, "Locked after five tries. Sent the reset link to the address on file."},
	{"sign-in", "password", client.OutcomeResolved, "Sent the reset link to the address on file; got it while we spoke."},
	{"sign-in", "login-id", client.OutcomeResolved, "Had typed the e-mail address. Knows the login ID now."},
	{"sign-in", "second-factor", client.OutcomeEscalated, "New phone, no codes. Passed on to the supervisor."},
	{"get-code", "never-invited", client.OutcomeFollowUp, "Never had a letter. The clinic checks the address."},
	{"activate", "code-expired", client.OutcomeResolved, "Had the old invitation; sent a new one, stayed on the line until it was there."},
	{"use", "results", client.OutcomeFollowUp, "Quería saber dónde están los resultados; see the señora's other account."},
	{"use", "proxy", client.OutcomeCallBack, "Asked to be called in the afternoon, when the form is there."},
	{"find-portal", "wrong-portal", client.OutcomeWrongNumber, "Was at the hospital's own portal. Gave their number."},
	{"no-case", "silent", client.OutcomeAbandoned, "Nobody on the line."},
}

// pastGap is the usual time from one call to the next: a desk of a hundred thousand calls looks back over two years.
const pastGap = 10 * time.Minute

// rememberCalls makes the calls of the time before the portal was started. They are made of the seed, like the accounts, and are
// kept nowhere; their numbers are below those of the calls that came since.
func (p *portal) rememberCalls(count int) {
	chance := rand.New(rand.NewPCG(p.kept.Seed, uint64(count)))
	rows := make([]*callbook.Row[filedCall], count)
	at := p.kept.Epoch.Add(-pastGap) // the newest is over by now
	for i := range rows {
		at = at.Add(-pastGap/2 - time.Duration(chance.Int64N(int64(pastGap))).Truncate(time.Second))
		call := &keptCall{Call: p.pastCall(chance, at), Number: int64(-i - 1)}
		p.tables.calls.rows[string(call.ID)] = call
		rows[i] = filed(call)
	}
	p.lists.calls.Fill(rows)
}

func (p *portal) pastCall(chance *rand.Rand, opened time.Time) client.Call {
	about := pastCases[chance.IntN(len(pastCases))]
	talk, hold, wrap := 30+chance.IntN(600), chance.IntN(4)*20, 10+chance.IntN(60)
	return client.Call{
		ID: pastID(chance), Account: p.lists.numbered[chance.IntN(len(p.lists.numbered))].ID,
		AgentID:  "agent-" + demoAgents[chance.IntN(3)].Login,
		Caller:   client.Caller{Relation: client.RelationPatient, Level: client.Identified},
		OpenedAt: opened, ClosedAt: opened.Add(time.Duration(talk+hold+wrap) * time.Second),
		TalkSeconds: talk, HoldSeconds: hold, WrapSeconds: wrap,
		Reason: client.Reason{Stage: about.stage, Cause: about.cause}, Outcome: about.outcome,
		Note: about.note, Language: "en", Done: []client.Deed{},
	}
}

// pastID is a UUID (version 4) of chance that a seed decides.
func pastID(chance *rand.Rand) client.CallID {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], chance.Uint64())
	binary.BigEndian.PutUint64(id[8:], chance.Uint64())
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	return client.CallID(id.String())
}
