package app

import (
	"slices"

	"portaldesk/app/operation"
	"portaldesk/app/redflag"
	"portaldesk/client"
)

// Standing is whether an operation can be performed now, and if not, the first thing in the way.
type Standing struct {
	Operation operation.Operation
	Barrier   Barrier
	// Why explains the barrier in the portal's or the operation's words, WayAround what can be done instead; both may be empty.
	Why, WayAround string
	// Needs is the proof it takes.
	Needs client.ProofLevel
	// Flags are the reasons to pause that are up for the account, whatever the barrier.
	Flags []redflag.Flag
	// Steps, where there are any, are what the agent does by hand in the portal's console. Then the operation also asks how it
	// went. Where only some ways of an operation are by hand, they are those of the first such way; those of each are in the
	// portal's offer of its ability.
	Steps []string
}

// Barrier is what is in the way of an operation. Empty: nothing.
type Barrier string

// The barriers, in the order in which they are looked for.
const (
	NoBarrier         Barrier = ""
	BarrierOffline    Barrier = "offline"
	BarrierNotOffered Barrier = "not-offered"
	BarrierRole       Barrier = "role"
	BarrierState      Barrier = "state"
	BarrierNoCall     Barrier = "no-call"
	BarrierRelation   Barrier = "relation"
	BarrierProof      Barrier = "proof"
	// BarrierSecondPerson: everything else is right, and a supervisor must approve it ([Desk.AskApproval]).
	BarrierSecondPerson Barrier = "second-person"
)

// Refusal is the desk's own no.
type Refusal struct{ Standing Standing }

func (r *Refusal) Error() string {
	return string(r.Standing.Operation.ID) + ": refused: " + string(r.Standing.Barrier)
}

// Standings lists every operation with what is in its way for this account.
func (d *Desk) Standings(account client.Account) []Standing {
	operations, flags := operation.All(), d.Flags(account)
	standings := make([]Standing, len(operations))
	for i, op := range operations {
		standings[i] = d.standing(op, account, op.Abilities, flags)
	}
	return standings
}

// standing looks for barriers, each look in its own few lines. Any one of the abilities will do.
func (d *Desk) standing(op operation.Operation, account client.Account, abilities []client.Ability, flags []redflag.Flag) Standing {
	s := Standing{Operation: op, Flags: flags}
	offered := keep(abilities, d.About.Offers)
	permitted := keep(offered, d.Session.May)
	s.Needs = d.needs(op, permitted)
	if guide := d.guide(permitted); len(guide.Steps) > 0 {
		s.Operation, s.Steps = operation.Guided(op, guide), guide.Steps
	}
	suits, why := op.Suits(operation.Setting{Account: account, About: d.About, Session: d.Session, Now: d.now()})
	check := d.Check(account.ID)
	switch {
	case !d.Line.State().Online:
		s.Barrier = BarrierOffline
	case len(offered) == 0:
		s.Barrier = BarrierNotOffered
		s.Why, s.WayAround = d.notOffered(abilities)
	case len(permitted) == 0:
		s.Barrier = BarrierRole
	case !suits:
		s.Barrier, s.Why = BarrierState, why
	case d.Calls.Current() == nil:
		s.Barrier = BarrierNoCall
	case check != nil && len(keep(permitted, d.mayHave(check.State().Relation, account))) == 0:
		s.Barrier = BarrierRelation
	case s.Needs > client.Unproven && (check == nil || check.Level(d.now()) < s.Needs):
		s.Barrier = BarrierProof
	case len(keep(permitted, d.unapproved(account, flags))) == len(permitted):
		s.Barrier = BarrierSecondPerson
	}
	return s
}

// unapproved says whether an ability needs a second person's word and has none that is good now.
func (d *Desk) unapproved(account client.Account, flags []redflag.Flag) func(client.Ability) bool {
	call := d.currentCall()
	return func(ability client.Ability) bool {
		if _, approved := d.approvals.granted(call, account.ID, ability, d.now()); approved {
			return false
		}
		return redflag.NeedsSecondPerson(d.About.Verification, ability, flags) ||
			d.approvals.isDemanded(demand{call, account.ID, ability})
	}
}

// needs is the least proof that any of the abilities takes; never less than the operation's own.
func (d *Desk) needs(op operation.Operation, abilities []client.Ability) client.ProofLevel {
	least := client.ProvenByOOB
	for _, ability := range abilities {
		least = min(least, d.About.Verification.Levels[ability])
	}
	return max(least, op.MinProof)
}

// guide is the offer of the first of the abilities that is done by hand.
func (d *Desk) guide(abilities []client.Ability) client.Offer {
	for _, ability := range abilities {
		if offer := d.About.Abilities[ability]; len(offer.Steps) > 0 {
			return offer
		}
	}
	return client.Offer{}
}

// notOffered are the portal's words for the first ability it says something about.
func (d *Desk) notOffered(abilities []client.Ability) (why, wayAround string) {
	for _, ability := range abilities {
		if offer := d.About.Abilities[ability]; offer.Reason != "" || offer.WayAround != "" {
			return offer.Reason, offer.WayAround
		}
	}
	return "", ""
}

// mayHave is the portal's rule for what a caller of this relation may have done for this patient. A patient whose birth date
// nobody knows may be of any age, and such a caller may have nothing where age counts.
func (d *Desk) mayHave(relation client.Relation, account client.Account) func(client.Ability) bool {
	allowed := d.About.Verification.Allowed(relation, account)
	return func(ability client.Ability) bool { return slices.Contains(allowed, ability) }
}

func keep(abilities []client.Ability, wanted func(client.Ability) bool) []client.Ability {
	return slices.DeleteFunc(slices.Clone(abilities), func(a client.Ability) bool { return !wanted(a) })
}
