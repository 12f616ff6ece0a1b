//go:build tour && linux

package tour

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"image"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
)

// BenchmarkWindow measures the program in a real window, by keyboard, and a window with one entry beside it (package barewindow).
// It reports medians:
//
//	start-ns  from the start of the process until the first field can be typed into; at the desk that is the look-up of an
//	          agent who is signed in still from before
//	key-ns    at the desk, from the last key of a look-up among 100,000 accounts until its rows are seen; at the bare window from
//	          a key until the character is seen, and to that is added one bare HTTPS request to the same endpoint
//	B         resident, a second after the start
//	log-B     resident, at the desk with 100,000 calls in its log, which has been looked at
//	frame-ns  at the desk, the longest from one frame to the next while such a log was searched and scrolled; 25 ms where
//	          it was less
//	held-ns   at the desk, the longest frame while the portal is gone, comes back, is slow, loses answers and fails
//	size-B    of the program's file, stripped
func BenchmarkWindow(b *testing.B) {
	b.Run("desk", func(b *testing.B) { benchDesk(b) })
	b.Run("bare", func(b *testing.B) { benchBare(b) })
}

const (
	benchAccounts = 100_000
	benchCalls    = 100_000
	windowStarts  = 5
	lastKeys      = 12
	// lookedUp finds one patient among the 100,000 by its last key, and a hundred before it.
	lookedUp = "alvarez, mario"
)

func benchDesk(b *testing.B) {
	s := newScaleStage(b)
	s.launch()
	s.setUp()
	for b.Loop() {
		starts := make([]time.Duration, windowStarts)
		for i := range starts {
			starts[i] = s.restart("screen", "name", "desk")
		}
		b.ReportMetric(median(starts), "start-ns")
		b.ReportMetric(s.atRest(), "B")
		keys := make([]time.Duration, lastKeys)
		for i := range keys {
			keys[i] = s.lastKey()
		}
		b.ReportMetric(median(keys), "key-ns")
		b.ReportMetric(s.longestFrame(), "frame-ns")
		b.ReportMetric(s.atRest(), "log-B")
		b.ReportMetric(s.badLine(), "held-ns")
	}
	b.ReportMetric(0, "ns/op") // it says nothing: waiting between keys is in it
	b.ReportMetric(stripped(b, "../..", filepath.Join(b.TempDir(), "program"), cmp.Or(os.Getenv("TAGS"), bareTags)), "size-B")
}

func benchBare(b *testing.B) {
	s := newScaleStage(b)
	file := filepath.Join(b.TempDir(), "barewindow")
	size := stripped(b, "./barewindow", file, bareTags)
	s.program = []string{file}
	s.launch()
	for b.Loop() {
		starts := make([]time.Duration, windowStarts)
		for i := range starts {
			starts[i] = s.restart("focus", "on", "entry")
		}
		b.ReportMetric(median(starts), "start-ns")
		b.ReportMetric(s.atRest(), "B")
		b.ReportMetric(s.atRest(), "log-B")
		keys := make([]time.Duration, lastKeys)
		for i := range keys {
			keys[i] = s.key()
		}
		b.ReportMetric(median(keys)+median(s.requests()), "key-ns")
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(size, "size-B")
}

// newScaleStage is a stage whose portal has 100,000 accounts, and as many calls.
func newScaleStage(b *testing.B) *stage {
	s := newDesktop(b)
	s.album = b.TempDir()
	portal, err := demoportal.Start(s.ctx, demoportal.Options{Logger: quiet, Accounts: benchAccounts, Calls: benchCalls})
	s.must(err)
	b.Cleanup(func() { portal.Close() })
	s.portal, s.caFile = portal, filepath.Join(s.desktop.Home(), "ca.pem")
	s.must(portal.WriteCA(s.caFile))
	return s
}

// restart ends the program as a power cut would, and answers how long it takes from its start until the event.
func (s *stage) restart(event string, attrs ...any) time.Duration {
	s.Helper()
	s.app.Kill()
	began := time.Now()
	s.launch()
	return s.await(event, attrs...).Time().Sub(began)
}

// atRest is what is resident once the start is over.
func (s *stage) atRest() float64 {
	time.Sleep(time.Second)
	return float64(processes(s)[s.app.PID()].resident)
}

// The areas that change: the rows below the look-up, and the beginning of the bare window.
var (
	rowsArea  = image.Rect(140, 240, 460, 560)
	entryArea = image.Rect(5, 30, 405, 60)
)

// lastKey types all but the last character of what is looked up, and answers how long after the last its rows are seen.
func (s *stage) lastKey() time.Duration {
	s.Helper()
	s.keys("ctrl+l")
	s.text(lookedUp[:len(lookedUp)-1])
	return s.seen(rowsArea)
}

func (s *stage) key() time.Duration { return s.seen(entryArea) }

// seen waits for a picture that stands still, presses the key of the last character, and answers how long it takes until that
// shows in an area.
func (s *stage) seen(area image.Rectangle) time.Duration {
	s.Helper()
	_, err := s.desktop.Settled(s.ctx)
	s.must(err)
	eye, err := s.desktop.OpenEye()
	s.must(err)
	defer eye.Close()
	before, err := eye.Look(area)
	s.must(err)
	began := time.Now()
	s.must(eye.Press(rune(lookedUp[len(lookedUp)-1])))
	var shown time.Time
	s.patiently(func(ctx context.Context) (err error) {
		shown, err = eye.Change(ctx, area, before)
		return err
	})
	return shown.Sub(began)
}

// longestFrame scrolls far down the call log, searches it, and scrolls again.
func (s *stage) longestFrame() float64 {
	s.Helper()
	s.keys("ctrl+2")
	s.await("screen", "name", "calls")
	_, err := s.desktop.Settled(s.ctx)
	s.must(err)
	s.app.Forget()
	for _, typed := range []string{"", "code", "xx"} {
		s.keys("ctrl+f")
		s.text(typed)
		s.keys("Down", "Down")
		for range 30 {
			s.keys("Next")
		}
	}
	return s.heldUp()
}

// badLine looks accounts up while the portal is gone, comes back, is slow, loses answers and fails.
func (s *stage) badLine() float64 {
	s.Helper()
	s.app.Forget()
	faults := s.portal.Faults()
	for _, spoil := range []func(){
		func() { s.must(faults.Offline(true)) },
		func() { s.must(faults.Offline(false)) },
		func() { faults.Slow(300 * time.Millisecond) },
		func() { faults.Clear(); faults.DropReplies("searchAccounts", 20) },
		func() { faults.Clear(); faults.Fail(20, http.StatusServiceUnavailable) },
	} {
		spoil()
		for _, typed := range []string{"alvarez", "smith, j", "nguyen"} {
			s.keys("ctrl+l")
			s.text(typed)
			s.keys("Down", "Return")
		}
	}
	faults.Clear()
	return s.heldUp()
}

// heldUp is the longest frame since the program's events were forgotten; 25 ms where all were shorter.
func (s *stage) heldUp() float64 {
	longest := 25.0
	for _, event := range s.app.Heard("window held up") {
		longest = max(longest, float64(event.Int("ms")))
	}
	return longest * float64(time.Millisecond)
}

// requests are how long bare requests for the same look-up take, over a connection that stands.
func (s *stage) requests() []time.Duration {
	s.Helper()
	tokens := &pocket{}
	portal, err := adminapi.New(adminapi.Config{BaseURL: s.portal.URL(), CAFile: s.caFile}, tokens)
	s.must(err)
	_, err = portal.SignIn(s.ctx, s.senior())
	s.must(err)
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(s.portal.CAPEM())
	bare := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}, ForceAttemptHTTP2: true}}
	took := make([]time.Duration, lastKeys)
	for i := range took {
		request, err := http.NewRequestWithContext(s.ctx, http.MethodGet, s.portal.URL()+adminapi.BasePath+"/accounts?limit=25&q="+url.QueryEscape(lookedUp), nil)
		s.must(err)
		request.Header.Set("Authorization", "Bearer "+tokens.tokens.Access)
		began := time.Now()
		response, err := bare.Do(request)
		s.must(err)
		_, err = io.Copy(io.Discard, response.Body)
		took[i] = time.Since(began)
		s.must(errors.Join(err, response.Body.Close()))
		if response.StatusCode != http.StatusOK {
			s.Fatal(response.Status)
		}
	}
	return took
}

// bareTags are those that every program of the toolkit is built with. What the desk leaves out or adds by its own is not the
// bare window's.
const bareTags = "migrated_fynedo"

// stripped builds a program of the house without what is there for debuggers, and answers how large it is.
func stripped(b *testing.B, program, file, tags string) float64 {
	b.Helper()
	build := exec.Command("go", "build", "-buildvcs=false", "-tags", tags+",tour", "-ldflags", "-s -w", "-o", file, program)
	if said, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, said)
	}
	about, err := os.Stat(file)
	if err != nil {
		b.Fatal(err)
	}
	return float64(about.Size())
}

func median(of []time.Duration) float64 {
	slices.Sort(of)
	return float64(of[(len(of)-1)/2]+of[len(of)/2]) / 2
}
