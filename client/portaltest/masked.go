package portaltest

import (
	"encoding/json"
	"errors"
	"strings"

	"portaldesk/client"
)

// masked checks that an answer holds nothing in the clear that could prove a caller.
func masked(t *trial, sample Sample, answer any) {
	t.Helper()
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatalf("%v", err)
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

// looksMasked checks the form of what a look-up shows, where nobody knows the truth about an account.
func looksMasked(t *trial, row client.AccountRow) {
	t.Helper()
	for what, shown := range map[string]string{"birth date": row.BirthDate, "login ID": row.LoginID, "record number": row.MRN} {
		if shown != "" && !strings.Contains(shown, "*") {
			t.Errorf("the %s is shown in full", what)
		}
	}
}

func fieldsOf(err error) []client.FieldError {
	if fault, ok := errors.AsType[*client.Error](err); ok {
		return fault.Fields
	}
	return nil
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
