package proof

import (
	"time"

	"portaldesk/client"
)

// refuse is an error of the kind and code that a portal of the published contract answers with.
func refuse(op string, kind client.Kind, code string, fields ...client.FieldError) error {
	return &client.Error{Op: op, Kind: kind, Code: code, Fields: fields}
}

func invalid(op, code, field, why string) error {
	return refuse(op, client.Invalid, code, client.FieldError{Field: field, Code: why})
}

func forbidden(op, code, field, why string) error {
	return refuse(op, client.Forbidden, code, client.FieldError{Field: field, Code: why})
}

func throttled(op string, wait time.Duration) error {
	return &client.Error{Op: op, Kind: client.Throttled, Code: "throttled", RetryAfter: wait}
}

func noAttemptLeft(op string) error { return refuse(op, client.Throttled, "verification-closed") }
