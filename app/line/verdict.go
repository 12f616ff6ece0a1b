package line

import (
	"errors"

	"portaldesk/client"
)

// verdict is what the outcome of one request says about the portal.
type verdict int

const (
	silent verdict = iota // nothing: the request ended for a reason of our own
	there                 // the portal answered
	ailing                // the portal answered that it cannot answer
	gone                  // no answer came
)

// judge reads the outcome of a request. Any answer of the portal's, a refusal too, shows that it is there.
func judge(err error) verdict {
	if err == nil {
		return there
	}
	failure, ok := errors.AsType[*client.Error](err)
	if !ok {
		return silent
	}
	switch failure.Kind {
	case client.Canceled:
		return silent
	case client.Offline, client.OutcomeUnknown, client.Untrusted:
		return gone
	case client.Unavailable:
		return ailing
	default:
		return there
	}
}

// kindOf is the kind a state shows. A lost answer is no news of the request here, only of the line: it broke.
func kindOf(err error) client.Kind {
	if kind := client.KindOf(err); kind != client.OutcomeUnknown {
		return kind
	}
	return client.Offline
}
