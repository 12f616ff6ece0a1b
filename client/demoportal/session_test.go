package demoportal_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func TestWrongPasswordsAreThrottledLongerAndLonger(t *testing.T) {
	d := start(t, demoportal.Options{})
	wrong := client.Credentials{Login: "mortiz", Password: "guess"}
	for range 5 {
		d.post("/session", wrong).refused(401, "credentials-wrong")
	}
	throttled := d.post("/session", d.credentials("mortiz"))
	throttled.refused(429, "sign-in-throttled")
	if wait := throttled.header.Get("Retry-After"); wait != "30" {
		t.Errorf("Retry-After %q, want 30", wait)
	}
	d.clock.Advance(30 * time.Second)
	d.post("/session", wrong).refused(401, "credentials-wrong")
	if wait := d.post("/session", wrong).header.Get("Retry-After"); wait != "60" {
		t.Errorf("Retry-After %q after one more, want 60", wait)
	}
	d.clock.Advance(time.Minute)
	d.as("mortiz")
	d.post("/session", wrong).refused(401, "credentials-wrong")
}

func TestAnUnknownLoginIsThrottledLikeAKnownOne(t *testing.T) {
	d := start(t, demoportal.Options{})
	for range 5 {
		d.post("/session", client.Credentials{Login: "nobody", Password: "guess"}).refused(401, "credentials-wrong")
	}
	d.post("/session", client.Credentials{Login: "NOBODY ", Password: "guess"}).refused(429, "sign-in-throttled")
	d.as("mortiz")
}

func TestASupervisorNeedsAOneTimeCode(t *testing.T) {
	d := start(t, demoportal.Options{})
	credentials := d.credentials("kwright")
	code := credentials.OneTimeCode
	credentials.OneTimeCode = ""
	d.post("/session", credentials).refused(401, "one-time-code-required")
	credentials.OneTimeCode = "000000"
	d.post("/session", credentials).refused(401, "one-time-code-wrong")
	credentials.OneTimeCode = code
	d.post("/session", credentials).is(200)
	d.clock.Advance(2 * time.Minute)
	d.post("/session", credentials).refused(401, "one-time-code-wrong")
}

func TestAccessExpiresAndIsRefreshedUntilTheSessionEnds(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	d.clock.Advance(5 * time.Minute)
	d.get("/session").refused(401, "token-expired")
	renewed := read[signedIn](d.post("/session/refresh", map[string]any{"refresh": d.tokens.Refresh}).is(200))
	d.access = renewed.Tokens.Access
	if session := read[client.Session](d.get("/session").is(200)); session.Agent.Login != "mortiz" || !session.May(client.UnlocksAccount) {
		t.Errorf("session %+v", session)
	}
	d.clock.Advance(12 * time.Hour)
	d.post("/session/refresh", map[string]any{"refresh": renewed.Tokens.Refresh}).refused(401, "session-ended")
}

func TestAUsedRefreshTokenEndsTheSession(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	renewed := read[signedIn](d.post("/session/refresh", map[string]any{"refresh": d.tokens.Refresh}).is(200))
	d.access = renewed.Tokens.Access
	d.post("/session/refresh", map[string]any{"refresh": d.tokens.Refresh}).refused(401, "session-ended")
	d.get("/session").refused(401, "session-ended")
	d.post("/session/refresh", map[string]any{"refresh": renewed.Tokens.Refresh}).refused(401, "session-ended")
}

func TestARefreshWhoseAnswerWasLostCanBeRepeated(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	lost := ask{method: http.MethodPost, path: "/session/refresh", body: map[string]any{"refresh": d.tokens.Refresh}, key: uuid.NewString()}
	d.portal.Faults().DropReplies("refreshSession", 1)
	if answer, err := d.try(lost); err == nil {
		t.Fatalf("the answer came: %d", answer.status)
	}
	renewed := read[signedIn](d.do(lost).is(200))
	d.access = renewed.Tokens.Access
	d.get("/session").is(200)
}

func TestSignOutEndsTheSessionAndMayBeRepeated(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	for range 2 {
		d.do(ask{method: http.MethodDelete, path: "/session"}).is(204)
	}
	d.get("/session").refused(401, "session-ended")
	d.post("/session/refresh", map[string]any{"refresh": d.tokens.Refresh}).refused(401, "session-ended")
}

func TestReauthenticationWantsThePassword(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	d.post("/session/reauthentication", map[string]any{"password": "riverside-demo-1"}).is(204)
	for range 5 {
		d.post("/session/reauthentication", map[string]any{"password": "guess"}).refused(401, "credentials-wrong")
	}
	d.post("/session/reauthentication", map[string]any{"password": "riverside-demo-1"}).refused(429, "sign-in-throttled")
	d.get("/session").is(200)
}

func TestFaultsCanBeOrdered(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	faults := d.portal.Faults()
	faults.Fail(2, 502)
	for range 2 {
		failed := d.get("/session")
		failed.refused(502, "unavailable")
		if seconds, err := strconv.Atoi(failed.header.Get("Retry-After")); err != nil || seconds < 1 {
			t.Errorf("Retry-After %q", failed.header.Get("Retry-After"))
		}
	}
	d.get("/session").is(200)
	faults.RevokeRole("mortiz")
	d.get("/accounts?q=alvarez").refused(403, "role-not-allowed")
	faults.RestoreRole("mortiz")
	d.get("/accounts?q=alvarez").is(200)
	faults.ExpireAccess()
	d.get("/session").refused(401, "token-expired")
	d.post("/session/refresh", map[string]any{"refresh": d.tokens.Refresh}).is(200)
}

func TestThePortalGoesAndComesBackOnTheSameAddress(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	url := d.portal.URL()
	for range 2 {
		if err := d.portal.Faults().Offline(true); err != nil {
			t.Fatal(err)
		}
		if _, err := d.try(ask{method: http.MethodGet, path: "/session"}); err == nil {
			t.Fatal("an offline portal answered")
		}
		if err := d.portal.Faults().Offline(false); err != nil {
			t.Fatal(err)
		}
		d.get("/session").is(200)
	}
	if d.portal.URL() != url {
		t.Errorf("address changed from %s to %s", url, d.portal.URL())
	}
	if err := d.portal.Close(); err != nil {
		t.Fatal(err)
	}
	if err := d.portal.Restart(); err == nil {
		t.Error("a closed portal was started again")
	}
}

func TestTooLargeAndBrokenBodiesAreRefused(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	d.post("/calls/batch", map[string]any{"calls": make([]byte, 7<<20)}).refused(413, "body-too-large")
	d.post("/calls", []int{1}).refused(400, "body-invalid")
	d.get("/nowhere").refused(404, "not-found")
}
