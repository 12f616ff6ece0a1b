package portaltest

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
)

// masked checks that an answer holds nothing in the clear that could prove a caller.
func masked(t *testing.T, sample Sample, answer any) {
	t.Helper()
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	for what, value := range provingValues(sample) {
		if value != "" && strings.Contains(strings.ToLower(string(text)), strings.ToLower(value)) {
			t.Errorf("the answer tells the %s", what)
		}
	}
}

func provingValues(sample Sample) map[string]string {
	values := map[string]string{"login ID": sample.LoginID, "phone's digits": digits(sample.Says[client.IdentifierPhone])}
	for _, kind := range []client.IdentifierKind{
		client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPhone, client.IdentifierEmail,
	} {
		values[string(kind)] = sample.Says[kind]
	}
	return values
}

func fieldsOf(err error) []client.FieldError {
	if fault, ok := errors.AsType[*client.Error](err); ok {
		return fault.Fields
	}
	return nil
}

func retryAfter(err error) time.Duration {
	if fault, ok := errors.AsType[*client.Error](err); ok {
		return fault.RetryAfter
	}
	return 0
}
