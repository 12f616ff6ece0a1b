package phrase

import (
	"portaldesk/app"
	"portaldesk/client"
)

// Barrier says what is in the way of an operation. The portal's own reason and way around, where it gave them, take the
// place of ours. NoBarrier is the empty sentence.
func Barrier(standing app.Standing) Sentence {
	sentence := barriers[standing.Barrier]
	if standing.Barrier == app.BarrierProof && standing.Needs == client.Identified {
		sentence = needsDetails
	}
	if sentence == (Sentence{}) && standing.Barrier != app.NoBarrier {
		sentence = unforeseen
	}
	sentence = sentence.translated(nil)
	if standing.Why != "" {
		sentence.Body = why(standing)
	}
	if standing.WayAround != "" {
		sentence.Next = FromPortal(standing.WayAround)
	}
	return sentence
}

func why(standing app.Standing) string {
	if standing.Barrier == app.BarrierState {
		return say(standing.Why, nil)
	}
	return FromPortal(standing.Why)
}

var needsDetails = Sentence{"Prove the caller first",
	"This needs matching details of the patient.",
	"Press Ctrl+P."}

var barriers = map[app.Barrier]Sentence{
	app.BarrierOffline: {"Not while the portal is gone",
		"Only notes wait; a change to an account that runs later would be a risk.",
		"Tell the caller you will call back, and note it."},
	app.BarrierNotOffered: {"This portal cannot do that",
		"It does not offer it at all.",
		"Use another way, or pass the call on."},
	app.BarrierRole: {"Your role does not allow this",
		"It needs a senior agent or a supervisor.",
		"Hand the call over."},
	app.BarrierState: {"The account's state does not allow this",
		"There is nothing here that it would change.",
		"See what keeps the patient out, above."},
	app.BarrierNoCall: {"Open a call first",
		"Everything that is done to an account belongs to a call.",
		"Press F2."},
	app.BarrierRelation: {"Not for this caller",
		"The portal's rules do not allow it for someone of that relation to the patient.",
		"Explain it, and ask for the patient."},
	app.BarrierProof: {"Prove the caller first",
		"Details find an account; this needs a code to a contact on file, or a call back.",
		"Press Ctrl+P."},
	app.BarrierSecondPerson: {"A supervisor must approve this",
		"The portal's rules or a red flag ask for a second person.",
		"Open it and ask for approval."},
}
