package attempts

import (
	"errors"
	"strconv"
	"time"

	"portaldesk/client"
)

// TooMany is the code of an error that says that too many callers of this relation could not be proven for the account.
const TooMany = "too-many-failed-proofs"

// fieldUntil is the field of such an error that says until when, in Unix seconds.
const fieldUntil = "until"

// Until is the field that says until when.
func Until(at time.Time) client.FieldError {
	return client.FieldError{Field: fieldUntil, Code: strconv.FormatInt(at.Unix(), 10)}
}

// UntilOf is until when an error says that callers are stopped; false when it does not.
func UntilOf(err error) (time.Time, bool) {
	fault, _ := errors.AsType[*client.Error](err)
	if fault == nil {
		return time.Time{}, false
	}
	for _, field := range fault.Fields {
		if field.Field == fieldUntil {
			seconds, err := strconv.ParseInt(field.Code, 10, 64)
			return time.Unix(seconds, 0), err == nil
		}
	}
	return time.Time{}, false
}
