package drill

import (
	"slices"

	"portaldesk/client"
)

// Fault is something that went wrong in a call.
type Fault struct {
	Code FaultCode
	// Operation is the one that was done and should not have been.
	Operation string
}

// FaultCode is what kind of thing went wrong.
type FaultCode string

// The faults.
const (
	WrongAccount FaultCode = "wrong-account" // the call is about another account, or about one at all
	NotAllowed   FaultCode = "not-allowed"   // something was done for this caller that must not be
	NotDone      FaultCode = "not-done"      // the patient was not helped
	NotProven    FaultCode = "not-proven"    // the caller could have been proven, and was not
	WrongOutcome FaultCode = "wrong-outcome" // the call was closed as something it was not
)

// verification is not an operation; it stands among the deeds of a call.
const verification = "verify-caller"

// Judge holds a call as the portal has it against the right end of the script. No fault is the right end.
func (c *Caller) Judge(call client.Call) []Fault {
	var faults []Fault
	if call.Account != c.Account && (c.Account == "" || call.Account != "" || len(c.End.Done) > 0) {
		faults = append(faults, Fault{Code: WrongAccount})
	}
	helped := len(c.End.Done) == 0
	for _, deed := range call.Done {
		switch {
		case deed.What == verification || deed.Result != string(client.AuditDone):
		case !slices.Contains(c.End.Only, deed.What):
			faults = append(faults, Fault{NotAllowed, deed.What})
		case slices.Contains(c.End.Done, deed.What):
			helped = true
		}
	}
	if !helped {
		faults = append(faults, Fault{Code: NotDone})
	}
	if c.End.Proven && call.Caller.Level < client.ProvenByOOB {
		faults = append(faults, Fault{Code: NotProven})
	}
	if !slices.Contains(c.End.Outcomes, call.Outcome) {
		faults = append(faults, Fault{Code: WrongOutcome})
	}
	return faults
}
