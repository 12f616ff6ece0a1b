package apptest

import (
	"testing"

	"portaldesk/app"
	"portaldesk/app/call"
	"portaldesk/app/secret"
	"portaldesk/client"
)

// Credentials are those of the first demo agent of a role, who must need no one-time code: a senior or a plain agent.
func (c *Clinic) Credentials(t testing.TB, role client.Role) client.Credentials {
	t.Helper()
	for _, agent := range c.Portal.Agents() {
		if agent.Role == role && agent.TOTPSecret == "" {
			return client.Credentials{Login: agent.Login, Password: agent.Password}
		}
	}
	t.Fatalf("the portal has no %s without a one-time code", role)
	return client.Credentials{}
}

// SignIn opens the desk of the demo agent of a role. It is closed with the test, if not before.
func (c *Clinic) SignIn(t testing.TB, role client.Role) *app.Desk {
	t.Helper()
	desk, err := c.Workplace.SignIn(t.Context(), c.Profile, c.Credentials(t, role))
	return opened(t, desk, err)
}

// Resume opens the desk that was closed last, with the session that the keyring holds.
func (c *Clinic) Resume(t testing.TB) *app.Desk {
	t.Helper()
	desk, err := c.Workplace.Resume(t.Context(), c.Profile)
	return opened(t, desk, err)
}

func opened(t testing.TB, desk *app.Desk, err error) *app.Desk {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = desk.Close() })
	return desk
}

// Beside is the portal as another desk reaches it: in a session of its own, with nothing of the installation between.
func (c *Clinic) Beside(t testing.TB, role client.Role) client.Portal {
	t.Helper()
	portal, err := Dial(c.Profile, secret.Tokens(secret.InMemory(), c.Profile.ID))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := portal.SignIn(t.Context(), c.Credentials(t, role)); err != nil {
		t.Fatal(err)
	}
	return portal
}

// StartCall opens a call in English.
func StartCall(t testing.TB, desk *app.Desk) *call.Call {
	t.Helper()
	call, err := desk.StartCall("en")
	if err != nil {
		t.Fatal(err)
	}
	return call
}

// CloseCall closes the open call with all that closing asks for.
func CloseCall(t testing.TB, desk *app.Desk, outcome client.CallOutcome, note string) client.CallID {
	t.Helper()
	current := desk.Calls.Current()
	current.SetReason(client.Reason{Stage: "sign-in", Cause: "locked"})
	current.SetOutcome(outcome)
	current.SetNote(note)
	id, err := desk.CloseCall()
	if err != nil {
		t.Fatal(err)
	}
	return id
}
