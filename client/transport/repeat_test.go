package transport_test

import (
	"context"
	"io"
	"net/http"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

func TestAKeyedWriteIsRepeatedByteForByte(t *testing.T) {
	portal := newPortal(t, drop)
	_, err := portal.client(t).Do(t.Context(), write("k-1"))
	wantKind(t, err, client.OutcomeUnknown, transport.ConnectionBroke)
	requests := portal.requests()
	if len(requests) != 3 {
		t.Fatalf("sent %d times, want 3", len(requests))
	}
	for _, request := range requests {
		if request != requests[0] || request.key != "k-1" || request.body != `{"name":"x","n":1}` {
			t.Errorf("an attempt differs: %+v", request)
		}
	}
}

func TestAWriteWithoutAKeyIsSentOnce(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{"dropped": drop, "busy": problem(503, "unavailable", "")} {
		t.Run(name, func(t *testing.T) {
			portal := newPortal(t, handler)
			if _, err := portal.client(t).Do(t.Context(), write("")); err == nil {
				t.Fatal("no error")
			}
			if n := len(portal.requests()); n != 1 {
				t.Errorf("sent %d times, want once", n)
			}
		})
	}
}

func TestALostAnswerIsSettledByTheNextAttempt(t *testing.T) {
	portal := newPortal(t, inTurn(drop, answerJSON(200, `{"name":"done"}`)))
	got := answer{}
	request := write("k-1")
	request.Out = &got
	if _, err := portal.client(t).Do(t.Context(), request); err != nil || got.Name != "done" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestWhatMayHaveBeenDoneStaysSo(t *testing.T) {
	portal := newPortal(t, inTurn(drop, problem(503, "unavailable", `,"retryAfterSeconds":30`)))
	_, err := portal.client(t).Do(t.Context(), write("k-1"))
	wantKind(t, err, client.OutcomeUnknown, "unavailable")
}

func TestAReadIsRepeatedAndNeverUnknown(t *testing.T) {
	portal := newPortal(t, drop)
	_, err := portal.client(t).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Offline, transport.ConnectionBroke)
	if n := len(portal.requests()); n != 3 {
		t.Errorf("sent %d times, want 3", n)
	}
}

func TestNothingSentIsOffline(t *testing.T) {
	portal := newPortal(t, answerJSON(200, `{}`))
	c := portal.client(t)
	portal.Close()
	_, err := c.Do(t.Context(), write("k-1"))
	wantKind(t, err, client.Offline, transport.ConnectionRefused)
}

func TestAPortalGoneWhileConnectedIsOffline(t *testing.T) {
	portal := newPortal(t, answerJSON(200, `{}`))
	c := portal.client(t)
	if _, err := c.Do(t.Context(), read(&answer{})); err != nil {
		t.Fatal(err)
	}
	portal.CloseClientConnections()
	portal.Close()
	_, err := c.Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Offline, transport.ConnectionRefused)
}

func TestAnUnknownHostIsOffline(t *testing.T) {
	c := mustNew(t, transport.Config{BaseURL: "https://portal.invalid", Clock: &fastClock{}})
	_, err := c.Do(t.Context(), write("k-1"))
	if client.KindOf(err) != client.Offline {
		t.Errorf("got %v", err)
	}
}

func TestTruncatedAnswers(t *testing.T) {
	truncated := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"name":`)
	}
	portal := newPortal(t, truncated)
	_, err := portal.client(t).Do(t.Context(), write(""))
	wantKind(t, err, client.OutcomeUnknown, transport.ConnectionBroke)
	_, err = portal.client(t).Do(t.Context(), read(&answer{}))
	wantKind(t, err, client.Offline, transport.ConnectionBroke)
}

func TestAnAnswerThatNeverComesTimesOut(t *testing.T) {
	hang := make(chan struct{})
	portal := newPortal(t, func(http.ResponseWriter, *http.Request) { <-hang })
	t.Cleanup(func() { close(hang) })
	config := portal.config()
	config.Timeout = 50 * time.Millisecond
	_, err := mustNew(t, config).Do(t.Context(), write(""))
	wantKind(t, err, client.OutcomeUnknown, transport.TimedOut)
}

func TestGivingUpIsCanceledAndNotRepeated(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	hang := make(chan struct{})
	portal := newPortal(t, func(http.ResponseWriter, *http.Request) { cancel(); <-hang })
	t.Cleanup(func() { close(hang) })
	_, err := portal.client(t).Do(ctx, write("k-1"))
	wantKind(t, err, client.Canceled, "")
	if n := len(portal.requests()); n != 1 {
		t.Errorf("sent %d times, want once", n)
	}
}

func TestGivingUpEndsTheWait(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	portal := newPortal(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		problem(503, "unavailable", "")(w, r)
	})
	_, err := portal.client(t).Do(ctx, read(&answer{}))
	wantKind(t, err, client.Canceled, "")
}

func TestRetryAfterIsHonoured(t *testing.T) {
	portal := newPortal(t, inTurn(problem(429, "throttled", `,"retryAfterSeconds":1`), answerJSON(200, `{}`)))
	config := portal.config()
	clock := &fastClock{}
	config.Clock = clock
	if _, err := mustNew(t, config).Do(t.Context(), read(&answer{})); err != nil {
		t.Fatal(err)
	}
	if len(clock.slept) != 1 || clock.slept[0] != time.Second {
		t.Errorf("slept %v, want one second", clock.slept)
	}
}

func TestALongRetryAfterIsToldInsteadOfWaitedFor(t *testing.T) {
	portal := newPortal(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "90")
		problem(503, "unavailable", "")(w, r)
	})
	_, err := portal.client(t).Do(t.Context(), read(&answer{}))
	wantRetryAfter(t, err, 90*time.Second)
	if n := len(portal.requests()); n != 1 {
		t.Errorf("sent %d times, want once", n)
	}
}
