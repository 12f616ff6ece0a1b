package demoportal

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/callbook"
)

// pastReasons are what people called about; the demo's patients are locked out more often than they are lost.
var pastReasons = []client.Reason{
	{Stage: "sign-in", Cause: "locked"}, {Stage: "sign-in", Cause: "locked"}, {Stage: "sign-in", Cause: "forgot-password"},
	{Stage: "sign-in", Cause: "forgot-login-id"}, {Stage: "sign-up", Cause: "code-expired"}, {Stage: "sign-up", Cause: "no-invitation"},
}

var pastNotes = []string{
	"Unlocked; knows where to go next.", "Sent the reset link to the address on file.", "Read out the login ID after the call back.",
	"Had the old invitation; sent a new one, stays on the line until it is there.", "Quería saber dónde están los resultados; see the señora's other account.",
	"Asked to be called in the afternoon.",
}

// pastGap is the usual time from one call to the next: a desk of a hundred thousand calls looks back over two years.
const pastGap = 10 * time.Minute

// rememberCalls makes the calls of the time before the portal was started. They are made of the seed, like the accounts, and are
// kept nowhere; their numbers are below those of the calls that came since.
func (p *portal) rememberCalls(count int) {
	chance := rand.New(rand.NewPCG(p.kept.Seed, uint64(count)))
	rows := make([]*callbook.Row[filedCall], count)
	at := p.kept.Epoch
	for i := range rows {
		at = at.Add(-pastGap/2 - time.Duration(chance.Int64N(int64(pastGap))).Truncate(time.Second))
		call := &keptCall{Call: p.pastCall(chance, at), Number: int64(-i - 1)}
		p.tables.calls.rows[string(call.ID)] = call
		rows[i] = filed(call)
	}
	p.lists.calls.Fill(rows)
}

func (p *portal) pastCall(chance *rand.Rand, opened time.Time) client.Call {
	talk, hold, wrap := 30+chance.IntN(600), chance.IntN(4)*20, 10+chance.IntN(60)
	return client.Call{
		ID: pastID(chance), Account: p.lists.numbered[chance.IntN(len(p.lists.numbered))].ID,
		AgentID:  "agent-" + demoAgents[chance.IntN(3)].Login,
		Caller:   client.Caller{Relation: client.RelationPatient, Level: client.Identified},
		OpenedAt: opened, ClosedAt: opened.Add(time.Duration(talk+hold+wrap) * time.Second),
		TalkSeconds: talk, HoldSeconds: hold, WrapSeconds: wrap,
		Reason: pastReasons[chance.IntN(len(pastReasons))], Outcome: outcomes[chance.IntN(len(outcomes))],
		Note: pastNotes[chance.IntN(len(pastNotes))], Language: "en", Done: []client.Deed{},
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
