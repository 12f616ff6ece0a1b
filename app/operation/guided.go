package operation

import (
	"slices"

	"portaldesk/client"
)

// inputAttested is the field in which the agent says how it went what she did by hand.
const inputAttested = "attested"

// attestedDone is its value for what was done; the others are codes of [client.Attestation].
const attestedDone = "done"

// attestations are the answers, each with the sentence that the agent chooses. The first one is no answer: what she attests
// she must choose, not leave as it stood.
var attestations = []Option{
	{"", "I have not been there yet", nil},
	{attestedDone, "Done", nil},
	{"not-found", "The patient is not in the console", nil},
	{"not-permitted", "My login there does not allow it", nil},
	{"console-down", "The console does not work", nil},
	{"other", "Something else kept me from it", nil},
}

// Guided is an operation as it is done where the portal has steps for it: by hand, and then the agent says how it went. Where
// the offer has no steps it is the operation itself.
func Guided(op Operation, offer client.Offer) Operation {
	if len(offer.Steps) == 0 {
		return op
	}
	inputs := op.Inputs
	op.Suits = suitsByHand
	op.Inputs = func(s Setting) []Input {
		asked := slices.Clone(inputs(s))
		return append(asked, Input{Name: inputAttested, Label: "How did it go in the portal's console?", Kind: Choice,
			Options: slices.Clone(attestations)})
	}
	return op
}

// suitsByHand lets through whatever the console may allow: an export may be of yesterday, and the console knows better. Nothing
// is done for the dead and for the merged.
func suitsByHand(s Setting) (ok bool, why string) {
	why = whyNot(s.Account.Status, "")
	return why == "", why
}

// Attested is what the agent said of an operation that is done by hand; false when she said nothing that is an answer.
func Attested(values Values) (*client.Attestation, bool) {
	said := values[inputAttested]
	known := slices.ContainsFunc(attestations, func(o Option) bool { return o.Value == said })
	switch {
	case said == "", !known:
		return nil, false
	case said == attestedDone:
		return &client.Attestation{Done: true}, true
	default:
		return &client.Attestation{Why: said}, true
	}
}
