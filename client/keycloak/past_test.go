package keycloak

import (
	"testing"
	"time"
)

func ago(days int) int64 { return today.AddDate(0, 0, -days).UnixMilli() }

func update(days int, representation string) adminEvent {
	return adminEvent{ID: "x", Time: ago(days), OperationType: operationUpdate, Representation: representation}
}

func TestWhenWhatStandsWasWritten(t *testing.T) {
	const (
		whole    = `{"id":"1","username":"p","email":"now@example.com","enabled":true,"attributes":{"phone":["+15550001"]}}`
		wholeOld = `{"id":"1","username":"p","email":"old@example.com","enabled":true,"attributes":{"phone":["+15550009"]}}`
		desk     = `{"username":"p","email":"now@example.com","firstName":"A","lastName":"B","attributes":{"phone":["+15550001"]}}`
	)
	for name, c := range map[string]struct {
		past         past
		email, phone int // days ago, -1 for not known
	}{
		"nothing is known":            {past{}, -1, -1},
		"the console, unchanged":      {past{admin: []adminEvent{update(1, whole), update(5, whole)}}, -1, -1},
		"the console, changed":        {past{admin: []adminEvent{update(1, whole), update(3, whole), update(5, wholeOld)}}, 3, 3},
		"a desk's address":            {past{admin: []adminEvent{update(2, `{"email":"NOW@example.com","emailVerified":false}`)}}, 2, -1},
		"a desk's number":             {past{admin: []adminEvent{update(2, desk)}}, -1, 2},
		"a nightly feed":              {past{admin: []adminEvent{update(1, desk), update(2, desk), update(40, desk)}}, -1, 40},
		"without representations":     {past{admin: []adminEvent{update(1, "")}}, -1, -1},
		"not readable":                {past{admin: []adminEvent{update(1, "}{")}}, -1, -1},
		"taken away":                  {past{admin: []adminEvent{update(1, `{"attributes":{"phone":[]}}`)}}, -1, -1},
		"by the patient":              {past{own: []event{{Time: ago(4), Details: map[string]string{"updated_phone": "x"}}}}, -1, 4},
		"by the patient, then a desk": {past{own: []event{{Time: ago(4), Details: map[string]string{"updated_email": "x"}}}, admin: []adminEvent{update(2, `{"email":"now@example.com"}`)}}, 2, -1},
		"by a desk, then the patient": {past{own: []event{{Time: ago(1), Details: map[string]string{"updated_email": "x"}}}, admin: []adminEvent{update(2, `{"email":"now@example.com"}`)}}, 1, -1},
		"overwritten since":           {past{admin: []adminEvent{update(1, wholeOld)}}, -1, -1},
	} {
		check := func(what string, got time.Time, days int) {
			if want := today.AddDate(0, 0, -days); days < 0 && !got.IsZero() || days >= 0 && !got.Equal(want) {
				t.Errorf("%s: %s changed %v", name, what, got)
			}
		}
		check("e-mail", c.past.last("email", "now@example.com"), c.email)
		check("phone", c.past.last("attributes.phone", "+15550001"), c.phone)
	}
}

func TestLastSignInIsTheNewest(t *testing.T) {
	h := past{own: []event{{Type: eventProfile, Time: ago(1)}, {Type: eventSignIn, Time: ago(2)}, {Type: eventSignIn, Time: ago(3)}}}
	if at := h.lastSignIn(); at == nil || !at.Equal(today.AddDate(0, 0, -2)) {
		t.Errorf("last sign-in %v", at)
	}
	if (past{}).lastSignIn() != nil {
		t.Error("signed in, where nothing is known")
	}
}

func TestCauses(t *testing.T) {
	for said, want := range map[string]string{
		"": "success", "invalid_user_credentials": "wrong-password", "user_temporarily_disabled": "locked", "user_disabled": "deactivated",
		"resolve_required_actions": "not-activated", "expired_code": "expired_code",
	} {
		if got := (event{Error: said}).cause(); string(got) != want {
			t.Errorf("%q is %s", said, got)
		}
	}
	otp := event{Error: "invalid_user_credentials", Details: map[string]string{"credential_type": "otp"}}
	if got := otp.cause(); got != "second-factor-failed" {
		t.Errorf("a wrong one-time code is %s", got)
	}
}
