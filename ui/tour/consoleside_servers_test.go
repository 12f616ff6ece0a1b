//go:build tour && servers && linux

package tour

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// consoleSide is the admin console in a browser without a window, which draws less than one with.
type consoleSide struct {
	testing.TB
	*served
	options []chromedp.ExecAllocatorOption
	browser context.Context
	stop    func()
}

const (
	consoleSearch = `[data-testid="table-search-input"] input`
	consoleUsers  = `#nav-item-users`
	consoleRows   = `table tbody tr`
)

func newConsoleSide(b *testing.B) *consoleSide {
	s := &consoleSide{TB: b, served: serverOf(b, "keycloak"), stop: func() {}}
	key := sha256.Sum256(s.certificate(b).RawSubjectPublicKeyInfo)
	s.options = append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // chromium has none for root
		chromedp.UserDataDir(b.TempDir()),
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("ignore-certificate-errors-spki-list", base64.StdEncoding.EncodeToString(key[:])),
	)
	b.Cleanup(func() { s.stop() })
	// With it the browser is signed in still when it is started anew, as the program is.
	newAdministration(b, s.served).do(http.MethodPut, "/master", map[string]any{"realm": "master", "rememberMe": true})
	s.launch()
	s.signIn()
	return s
}

// launch starts the browser and goes to the list of patients.
func (s *consoleSide) launch() {
	s.Helper()
	allocator, stop := chromedp.NewExecAllocator(context.WithoutCancel(s.Context()), s.options...)
	browser, end := chromedp.NewContext(allocator)
	s.stop = func() { _ = chromedp.Cancel(browser); end(); stop() }
	if err := chromedp.Run(browser); err != nil { // here, so that no time limit of a step ends it
		s.Fatal(err)
	}
	s.browser = browser
	s.run(chromedp.Navigate(s.ServerURL + "/admin/master/console/#/patients/users"))
}

func (s *consoleSide) signIn() {
	s.run(
		chromedp.WaitVisible("#username"), chromedp.SetValue("#username", s.Admin.Login), chromedp.SetValue("#password", s.Admin.Password),
		chromedp.Click("#rememberMe"), chromedp.Click("#kc-login"), chromedp.WaitVisible(consoleSearch),
	)
}

func (s *consoleSide) start() time.Duration {
	s.stop()
	began := time.Now()
	s.launch()
	s.run(chromedp.WaitVisible(consoleSearch)) // it goes to the sign-in page and comes back before
	return s.shown(fmt.Sprintf(`(field => field && field.offsetParent !== null && !field.disabled)(document.querySelector(%q))`, consoleSearch)).Sub(began)
}

func (s *consoleSide) lookUp(login string) time.Duration {
	s.toSearch(login)
	began := time.Now()
	s.run(chromedp.KeyEvent(kb.Enter))
	return s.shown(rowOf(login)).Sub(began)
}

func (s *consoleSide) open(login string) time.Duration {
	began := time.Now()
	s.run(chromedp.Click(consoleRows+" a", chromedp.NodeVisible))
	return s.shown(detailsOf(login)).Sub(began)
}

// whole clicks each thing the moment it is there.
func (s *consoleSide) whole(login string) time.Duration {
	s.toSearch(login)
	began := time.Now()
	s.run(chromedp.KeyEvent(kb.Enter))
	s.shown(rowOf(login))
	s.run(chromedp.Click(consoleRows+" a", chromedp.NodeVisible))
	end := s.shown(detailsOf(login))
	for _, tab := range []string{"credentials", "user-sessions-tab", "events-tab"} {
		s.run(chromedp.Click(fmt.Sprintf(`[data-testid=%q]`, tab), chromedp.NodeVisible))
		end = s.shown(filled(tab))
	}
	return end.Sub(began)
}

// toSearch types a login ID over what the search held.
func (s *consoleSide) toSearch(login string) {
	s.run(
		chromedp.Click(consoleUsers), chromedp.WaitVisible(consoleSearch), chromedp.WaitVisible(consoleRows),
		chromedp.Focus(consoleSearch), chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)), chromedp.KeyEvent(login),
	)
}

func rowOf(login string) string {
	return fmt.Sprintf(`(rows => rows.length === 1 && rows[0].innerText.includes(%q))(document.querySelectorAll(%q))`, login, consoleRows)
}

func detailsOf(login string) string {
	return fmt.Sprintf(`(field => field?.value === %q && field.offsetParent !== null)(document.querySelector("input#username"))`, login)
}

// filled holds when the panel of a tab shows rows, or says that there are none, and waits for nothing more.
func filled(tab string) string {
	return fmt.Sprintf(`(tab => {
		const panel = document.getElementById(tab?.getAttribute("aria-controls"))
		const seen = what => [...(panel?.querySelectorAll(what) ?? [])].some(one => one.offsetParent !== null)
		return seen("tbody tr, [class*=empty-state]") && !seen("[class*=spinner], [class*=skeleton], [role=progressbar]")
	})(document.querySelector('[data-testid=%q]'))`, tab)
}

// shown waits until the page shows that a condition holds, looked at before every frame, and answers when that was.
func (s *consoleSide) shown(holds string) time.Time {
	s.Helper()
	var at float64 // milliseconds, by the clock of the page
	s.run(chromedp.Poll(holds+" && Date.now()", &at))
	return time.UnixMilli(int64(at))
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
func (s *consoleSide) memory() int64 {
	return processes(s).below(chromedp.FromContext(s.browser).Browser.Process().Pid)
}
