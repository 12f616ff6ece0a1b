package operate

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/client"
	"portaldesk/ui/phrase"
)

// next is what can be done after an operation failed.
type next int

const (
	tryAgain next = iota
	settleIt      // it may have been done: ask with the same key
	rereadIt      // the account is not what was seen
	proveIt       // the caller has to be proven
	askIt         // a second person has to be asked
)

func nextOf(err error) next {
	if refusal, ok := errors.AsType[*app.Refusal](err); ok {
		switch refusal.Standing.Barrier {
		case app.BarrierProof:
			return proveIt
		case app.BarrierSecondPerson:
			return askIt
		}
	}
	switch client.CodeOf(err) {
	case "approval-required", "approval-invalid":
		return askIt
	}
	switch client.KindOf(err) {
	case client.OutcomeUnknown, client.InProgress, client.Canceled, client.Unavailable, client.Protocol:
		return settleIt
	case client.Stale, client.NotFound, client.KeyReused:
		return rereadIt
	case client.ProofRequired, client.ProofExpired:
		return proveIt
	default:
		return tryAgain
	}
}

// refusedOffline says that the desk did not even ask, because the portal is gone.
func refusedOffline(err error) bool {
	refusal, ok := errors.AsType[*app.Refusal](err)
	return ok && refusal.Standing.Barrier == app.BarrierOffline
}

func notBackYet() phrase.Sentence {
	return phrase.Sentence{Title: lang.L("The portal is not back yet"), Body: lang.L("It may have done it, or not."),
		Next: lang.L("Check again once it is back.")}
}

// ending is how an operation went, in the log's word.
func ending(err error) string {
	if err == nil {
		return string(client.AuditDone)
	}
	if _, refused := errors.AsType[*app.Refusal](err); refused {
		return string(client.AuditRefused)
	}
	if nextOf(err) == settleIt {
		return string(client.AuditUnknown)
	}
	switch client.KindOf(err) {
	case client.Offline, client.Untrusted, "":
		return string(client.AuditFailed)
	default:
		return string(client.AuditRefused)
	}
}

func fieldsOf(err error) []client.FieldError {
	if fault, ok := errors.AsType[*client.Error](err); ok {
		return fault.Fields
	}
	return nil
}
