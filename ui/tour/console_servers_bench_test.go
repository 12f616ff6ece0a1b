//go:build tour && servers && linux

package tour

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"portaldesk/client"
	"portaldesk/ui/tour/desktop"
)

// BenchmarkKeycloakConsole does the same at the desk and in the admin console, which is what agents have without it: on one server, a
// patient is looked up by login ID and opened. It reports medians of ten patients, and the memory that is resident after them:
//
//	look-up-ns  from the last key until the row is there: the last character at the desk, the Enter that the console waits for
//	open-ns     from the key or the click that opens the account until its details are there
//	B           of the desk's process; of all processes of the browser, so that what they share counts more than once
//
// Each side says by its own clock when something is there; keys and clicks count from before they are sent.
func BenchmarkKeycloakConsole(b *testing.B) {
	b.Run("desk", func(b *testing.B) { newDeskSide(b).measure(b) })
	b.Run("console", func(b *testing.B) { newConsoleSide(b).measure(b) })
}

// patientsMeasured is how many are looked up and opened before medians are taken.
const patientsMeasured = 10

// rival is a way to work with the server.
type rival struct {
	logins []string // of those who can be looked up, in no order
	// lookUp and open answer how long the result took; a patient is opened who has just been looked up.
	lookUp, open func(login string) time.Duration
	// memory is what is resident, in bytes.
	memory func() int64
}

func (r rival) measure(b *testing.B) {
	var lookUps, opens []time.Duration
	for b.Loop() {
		for _, login := range r.logins[:patientsMeasured] {
			lookUps = append(lookUps, r.lookUp(login))
			opens = append(opens, r.open(login))
		}
		r.logins = r.logins[patientsMeasured:]
	}
	b.ReportMetric(0, "ns/op") // it says nothing: typing and coming back are in it
	b.ReportMetric(median(lookUps), "look-up-ns")
	b.ReportMetric(median(opens), "open-ns")
	b.ReportMetric(float64(r.memory()), "B")
}

func median(of []time.Duration) float64 {
	slices.Sort(of)
	return float64(of[(len(of)-1)/2]+of[len(of)/2]) / 2
}

// measured is the server as its script described it.
type measured struct {
	*testing.B
	folder                          string
	ServerURL, CAFile, PatientsFile string
	Admin                           credentials
	Agents                          map[client.Role]credentials
}

type credentials struct{ Login, Password string }

func newMeasured(b *testing.B) *measured {
	b.Helper()
	home := os.Getenv("PORTALDESK_SERVERS")
	if home == "" {
		b.Fatal("PORTALDESK_SERVERS is not set: this measures a real server (make bench)")
	}
	m := &measured{B: b, folder: filepath.Join(home, "keycloak")}
	m.read("server.json", m)
	return m
}

func (m *measured) read(name string, into any) {
	m.Helper()
	text, err := os.ReadFile(filepath.Join(m.folder, name))
	m.must(err)
	m.must(json.Unmarshal(text, into))
}

func (m *measured) must(err error) {
	m.Helper()
	if err != nil {
		m.Fatal(err)
	}
}

// logins are of patients who can be reached, shuffled: the server has not just answered for the same ones.
func (m *measured) logins() (logins []string) {
	m.Helper()
	var all []keycloakPatient
	m.read(filepath.Base(m.PatientsFile), &all)
	for _, patient := range all {
		if patient.Trait == reachable && typed(patient.Login) {
			logins = append(logins, patient.Login)
		}
	}
	rand.Shuffle(len(logins), func(i, j int) { logins[i], logins[j] = logins[j], logins[i] })
	return logins
}

// certificate is the one that the server shows.
func (m *measured) certificate() *x509.Certificate {
	m.Helper()
	text, err := os.ReadFile(filepath.Join(m.folder, "tls.pem"))
	m.must(err)
	block, _ := pem.Decode(text)
	certificate, err := x509.ParseCertificate(block.Bytes)
	m.must(err)
	return certificate
}

// deskSide is the program in a real window, driven by keyboard.
type deskSide struct {
	*measured
	desktop *desktop.Desktop
	app     *desktop.App
}

func newDeskSide(b *testing.B) rival {
	s := &deskSide{measured: newMeasured(b)}
	var err error
	s.desktop, err = desktop.Start(b.Context(), 1280, 800)
	s.must(err)
	b.Cleanup(func() { _ = s.desktop.Stop() })
	s.must(s.desktop.InstallBrowser(s.certificate()))
	program, err := filepath.Abs(binary)
	s.must(err)
	s.app, err = s.desktop.Launch(b.Context(), program, "--log-level", "debug")
	s.must(err)
	s.setUp()
	s.signIn()
	s.key("F2")
	s.await("call opened")
	return rival{logins: s.logins(), lookUp: s.lookUp, open: s.open, memory: func() int64 { return s.tree()[s.app.PID()].resident }}
}

// setUp connects the server, up to the page that the program opens for the agent.
func (s *deskSide) setUp() {
	s.await("screen", "name", "portal-kind")
	s.key("Down", "Return")
	s.await("screen", "name", "portal")
	s.text(s.ServerURL + "/admin/master/console/#/patients/users")
	s.key("Return")
	s.await("portal tested", "code", "unknown-authority")
	s.settle()
	s.key("Return")
	s.text(s.CAFile)
	s.key("Return")
}

func (s *deskSide) signIn() {
	s.window("Sign in")
	s.settle()
	agent := s.Agents[client.RoleSupervisor]
	s.text(agent.Login)
	s.key("Tab")
	s.text(agent.Password)
	s.key("Return")
	s.await("portal tested", "ok", true)
	s.window("Portaldesk")
	s.await("screen", "name", "portal-found")
	s.settle()
	s.key("Return")
	s.await("screen", "name", "desk")
}

func (s *deskSide) lookUp(login string) time.Duration {
	s.app.Forget()
	s.key("ctrl+l")
	s.await("focus", "on", "look-up")
	s.text(login[:len(login)-1])
	s.app.Forget()
	began := time.Now()
	s.text(login[len(login)-1:])
	return s.await("look-up answered", "rows", 1).Time().Sub(began)
}

// open takes the focus coming to the proof for the end: it comes once the account is shown.
func (s *deskSide) open(string) time.Duration {
	s.app.Forget()
	began := time.Now()
	s.key("Return")
	s.await("account opened")
	return s.await("focus", "on", "proof").Time().Sub(began)
}

func (s *deskSide) key(names ...string) { s.Helper(); s.must(s.desktop.Key(s.Context(), names...)) }
func (s *deskSide) text(typed string)   { s.Helper(); s.must(s.desktop.Type(s.Context(), typed)) }

func (s *deskSide) settle() {
	s.Helper()
	_, err := s.desktop.Settled(s.Context())
	s.must(err)
}

func (s *deskSide) window(title string) {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), patience)
	defer cancel()
	s.must(s.desktop.WaitForWindow(ctx, title))
}

// await waits for an event whose attribute has a value; none is asked for without one.
func (s *deskSide) await(name string, attr ...any) desktop.Event {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), patience)
	defer cancel()
	event, err := s.app.WaitFor(ctx, name, func(e desktop.Event) bool {
		return len(attr) == 0 || fmt.Sprint(e.Attrs[attr[0].(string)]) == fmt.Sprint(attr[1])
	})
	s.must(err)
	return event
}

// consoleSide is the admin console in a browser without a window, which draws less than one with.
type consoleSide struct {
	*measured
	browser context.Context
}

func newConsoleSide(b *testing.B) rival {
	s := &consoleSide{measured: newMeasured(b)}
	key := sha256.Sum256(s.certificate().RawSubjectPublicKeyInfo)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // chromium has none for root
		chromedp.UserDataDir(b.TempDir()),
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("ignore-certificate-errors-spki-list", base64.StdEncoding.EncodeToString(key[:])),
	)
	allocator, stop := chromedp.NewExecAllocator(context.WithoutCancel(b.Context()), options...)
	browser, end := chromedp.NewContext(allocator)
	b.Cleanup(func() { _ = chromedp.Cancel(browser); end(); stop() })
	s.must(chromedp.Run(browser)) // here, so that no time limit of a step ends it
	s.browser = browser
	s.signIn()
	return rival{logins: s.logins(), lookUp: s.lookUp, open: s.open, memory: s.memory}
}

const (
	consoleSearch = `[data-testid="table-search-input"] input`
	consoleUsers  = `#nav-item-users`
	consoleRows   = `table tbody tr`
)

func (s *consoleSide) signIn() {
	s.run(
		chromedp.Navigate(s.ServerURL+"/admin/master/console/#/patients/users"),
		chromedp.WaitVisible("#username"), chromedp.SetValue("#username", s.Admin.Login), chromedp.SetValue("#password", s.Admin.Password),
		chromedp.Click("#kc-login"), chromedp.WaitVisible(consoleSearch),
	)
}

func (s *consoleSide) lookUp(login string) time.Duration {
	s.run(
		chromedp.Click(consoleUsers), chromedp.WaitVisible(consoleSearch), chromedp.WaitVisible(consoleRows),
		chromedp.Focus(consoleSearch), chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)), chromedp.KeyEvent(login),
	)
	return s.until(chromedp.KeyEvent(kb.Enter), fmt.Sprintf(
		`(rows => rows.length === 1 && rows[0].innerText.includes(%q))(document.querySelectorAll(%q))`, login, consoleRows))
}

func (s *consoleSide) open(login string) time.Duration {
	return s.until(chromedp.Click(consoleRows+" a", chromedp.NodeVisible), fmt.Sprintf(
		`(field => field?.value === %q && field.offsetParent !== null)(document.querySelector("input#username"))`, login))
}

// until does something and answers how long it took until the page shows that a condition holds, looked at before every frame.
func (s *consoleSide) until(action chromedp.Action, holds string) time.Duration {
	s.Helper()
	var shown float64 // milliseconds, by the clock of the page
	began := time.Now()
	s.run(action, chromedp.Poll(holds+" && Date.now()", &shown))
	return time.UnixMilli(int64(shown)).Sub(began)
}

func (s *consoleSide) run(actions ...chromedp.Action) {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.browser, patience)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		var page string
		_ = chromedp.Run(s.browser, chromedp.Text("body", &page))
		s.Fatalf("chromium: %v; it shows %q", err, page)
	}
}

// memory adds up the browser's process and all that come from it.
func (s *consoleSide) memory() (sum int64) {
	tree := s.tree()
	browser := chromedp.FromContext(s.browser).Browser.Process().Pid
	for pid, p := range tree {
		for pid != browser && pid != 0 {
			pid = tree[pid].parent
		}
		if pid == browser {
			sum += p.resident
		}
	}
	return sum
}

// process is one that runs, and its resident set in bytes.
type process struct {
	parent   int
	resident int64
}

// tree is every process by its id.
func (m *measured) tree() map[int]process {
	m.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/status")
	m.must(err)
	tree := map[int]process{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended meanwhile
		}
		says := map[string]int64{}
		for line := range strings.Lines(string(text)) {
			name, value, _ := strings.Cut(line, ":")
			number, _, _ := strings.Cut(strings.TrimSpace(value), " ")
			says[name], _ = strconv.ParseInt(number, 10, 64)
		}
		tree[int(says["Pid"])] = process{parent: int(says["PPid"]), resident: says["VmRSS"] << 10}
	}
	return tree
}
