package scorecard_test

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal/certificate"
	"portaldesk/client/scorecard"
)

func TestAnAuthorityThatIsNotTrusted(t *testing.T) {
	demo := start(t, nil)
	s := subject(demo)
	other, err := certificate.NewAuthority(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	s.Transport.CAPEM = other.PEM()
	s.Connect = func(keeper client.TokenKeeper) (client.Portal, error) { return adminapi.New(s.Transport, keeper) }
	card, err := scorecard.Make(t.Context(), s)
	if client.KindOf(err) != client.Untrusted {
		t.Errorf("the error is %v", err)
	}
	got := line(t, card, "certificate")
	if got.Verdict != scorecard.No || !strings.Contains(strings.Join(got.Evidence, " "), "an authority that this computer does not trust") {
		t.Errorf("%s %q", got.Verdict, got.Evidence)
	}
	if !strings.Contains(strings.Join(got.Evidence, " "), "Portaldesk demo portal authority") {
		t.Error("nobody learns who signed it")
	}
	if card.Summary.NotTried < 20 {
		t.Errorf("something was tried over a connection that nobody trusts: %v", card.Summary)
	}
}

func TestAPortalThatIsGoneHasNoCard(t *testing.T) {
	demo := start(t, nil)
	s := subject(demo)
	if err := demo.Stop(); err != nil {
		t.Fatal(err)
	}
	card, err := scorecard.Make(t.Context(), s)
	if client.KindOf(err) != client.Offline || card.Schema != "" {
		t.Errorf("%v, card %q", err, card.Schema)
	}
}

// served is a server that is no portal of ours.
func served(t *testing.T, handler http.HandlerFunc, oldest uint16) scorecard.Subject {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.TLS = &tls.Config{MinVersion: oldest}
	server.StartTLS()
	t.Cleanup(server.Close)
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	config := adminapi.Config{BaseURL: server.URL, CAPEM: authority}
	return scorecard.Subject{
		Kind: "adminapi", Transport: config, Maker: "portaldesk test", Now: time.Now,
		Connect: func(keeper client.TokenKeeper) (client.Portal, error) { return adminapi.New(config, keeper) },
	}
}

func TestAServerThatIsNoPortal(t *testing.T) {
	s := served(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<h1>It works!</h1>"))
	}, tls.VersionTLS12)
	card, err := scorecard.Make(t.Context(), s)
	if client.KindOf(err) != client.Protocol {
		t.Errorf("the error is %v", err)
	}
	for id, want := range map[string]scorecard.Verdict{
		"certificate": scorecard.Yes, "encryption": scorecard.Yes, "strangers": scorecard.NotTried, "headers": scorecard.No,
		"look-up": scorecard.NotTried, "password-reset": scorecard.NotTried, "proof": scorecard.NotTried, "desk-hours": scorecard.NotTried,
	} {
		if got := line(t, card, id); got.Verdict != want {
			t.Errorf("%s: %s %q, want %s", id, got.Verdict, got.Evidence, want)
		}
	}
}

// TestAPortalThatIsOpenToAnybody answers everybody, and speaks versions that nobody should.
func TestAPortalThatIsOpenToAnybody(t *testing.T) {
	s := served(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Strict-Transport-Security", "max-age=31536000")
		_, _ = w.Write([]byte(`{"name":"Open","items":[],"total":0,"now":"2026-01-01T00:00:00Z"}`))
	}, tls.VersionTLS10)
	card := made(t, s)
	for id, want := range map[string]scorecard.Verdict{
		"strangers": scorecard.No, "forged-token": scorecard.No, "encryption": scorecard.No, "headers": scorecard.Yes,
		"password-reset": scorecard.No, "audit-trail": scorecard.No, "desk-hours": scorecard.No,
	} {
		if got := line(t, card, id); got.Verdict != want || want == scorecard.No && got.Fix == "" {
			t.Errorf("%s: %s %q, want %s with a way to mend it", id, got.Verdict, got.Evidence, want)
		}
	}
}

// TestASlowPortal measures with a clock that a look at it takes so long.
func TestASlowPortal(t *testing.T) {
	for step, want := range map[time.Duration]scorecard.Verdict{
		900 * time.Millisecond: scorecard.Yes, 2 * time.Second: scorecard.Partly, 4 * time.Second: scorecard.No,
	} {
		demo := start(t, nil)
		s := subject(demo)
		signIn(t, demo, &s, client.RoleSenior)
		clock := time.Now()
		s.Now = func() time.Time { clock = clock.Add(step); return clock }
		got := line(t, made(t, s), "look-up-time")
		if got.Verdict != want || got.Measured == nil || got.Measured.P95 != float64(step.Milliseconds()) {
			t.Errorf("%v: %s, measured %+v", step, got.Verdict, got.Measured)
		}
	}
}

// everlasting is a portal whose sessions never end.
type everlasting struct{ client.Portal }

func (everlasting) SignOut(context.Context) error { return nil }

func TestASessionThatDoesNotEnd(t *testing.T) {
	demo := start(t, nil)
	s := subject(demo)
	signIn(t, demo, &s, client.RoleSenior)
	s.Session.Portal = everlasting{s.Session.Portal}
	card := made(t, s)
	if got := line(t, card, "session-end"); got.Verdict != scorecard.No {
		t.Errorf("%s %q", got.Verdict, got.Evidence)
	}
	if got := line(t, card, "one-time-code"); got.Verdict != scorecard.No {
		t.Errorf("a password alone: %s", got.Verdict)
	}
}

// leaky shows what it should not, and doubles what it should not.
type leaky struct{ client.Portal }

func (l leaky) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	page, err := l.Portal.Search(ctx, query)
	for i := range page.Items {
		page.Items[i].BirthDate, page.Items[i].MRN = "1984-02-03", "123456"
	}
	if len(page.Items) > 1 && page.Next != "" {
		page.Items[1] = page.Items[0]
	}
	return page, err
}

func TestWhatFailsIsSaidWithoutAPatientsName(t *testing.T) {
	demo := start(t, nil)
	s := subject(demo)
	signIn(t, demo, &s, client.RoleSupervisor)
	s.Session.Portal = leaky{s.Session.Portal}
	card := made(t, s)
	for _, id := range []string{"look-up", "pages", "masking"} {
		if got := line(t, card, id); got.Verdict != scorecard.No && got.Verdict != scorecard.Partly {
			t.Errorf("%s: %s %q", id, got.Verdict, got.Evidence)
		}
	}
	if got := strings.Join(line(t, card, "pages").Evidence, " "); !strings.Contains(got, "there twice") {
		t.Errorf("pages: %s", got)
	}
	tellsNobody(t, demo, text(t, card))
}

func TestAnInterruptedLookSaysSo(t *testing.T) {
	demo := start(t, nil)
	s := subject(demo)
	signIn(t, demo, &s, client.RoleSenior)
	ctx, cancel := context.WithCancel(t.Context())
	s.Progress = func(step string) {
		if strings.HasPrefix(step, "look-up: ") {
			cancel()
		}
	}
	card, err := scorecard.Make(ctx, s)
	if err == nil || card.Schema == "" {
		t.Errorf("error %v, card %q", err, card.Schema)
	}
	if got := line(t, card, "troubleshooting"); got.Verdict != scorecard.NotTried {
		t.Errorf("%s %q", got.Verdict, got.Evidence)
	}
}
