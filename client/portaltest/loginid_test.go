package portaltest_test

import (
	"context"
	"strings"
	"testing"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// addressed takes nothing but e-mail addresses for login IDs, as many portals do.
type addressed struct{ client.Portal }

func (p addressed) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	if loginID != "" && !strings.Contains(loginID, "@") {
		return client.Outcome{}, &client.Error{Op: client.OpChangeLoginID, Kind: client.Conflict, Code: "no-address"}
	}
	return p.Portal.ChangeLoginID(ctx, change, loginID)
}

func TestLoginIDsAreOfTheFormThatTheTargetSays(t *testing.T) {
	target := lacking(t)
	inner := target.Connect
	target.Connect = func() (client.Portal, error) {
		portal, err := inner()
		return addressed{portal}, err
	}
	target.LoginID = func(name string) string { return name + "@example.test" }
	tried := 0
	for _, result := range portaltest.Run(t, target) { // what fails there fails here
		if len(result.Abilities) > 0 && result.Abilities[0] == client.ChangesLoginID && result.Outcome == portaltest.Passed {
			tried++
		}
	}
	if tried == 0 {
		t.Error("no login ID was changed")
	}
}
