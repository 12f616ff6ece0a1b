//go:build servers

package signing_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"portaldesk/client"
)

// chromium is a real browser with a profile of its own, as one agent has it.
type chromium struct {
	t     *testing.T
	ctx   context.Context
	going sync.WaitGroup
}

// startChromium starts one that trusts the key of one server, besides the public authorities.
func startChromium(t *testing.T, publicKey []byte) *chromium {
	t.Helper()
	sum := sha256.Sum256(publicKey)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // chromium has none for root
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("ignore-certificate-errors-spki-list", base64.StdEncoding.EncodeToString(sum[:])),
	)
	allocator, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	ctx, end := chromedp.NewContext(allocator)
	c := &chromium{t: t, ctx: ctx}
	t.Cleanup(func() { c.going.Wait(); _ = chromedp.Cancel(ctx); end(); stop() })
	if err := chromedp.Run(ctx); err != nil {
		t.Fatal(err)
	}
	return c
}

// run does something in the page, within a time that no page should need.
func (c *chromium) run(actions ...chromedp.Action) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		var page string
		_ = chromedp.Run(c.ctx, chromedp.Text("body", &page))
		c.t.Errorf("chromium: %v; it shows %q", err, page)
	}
}

// show is for [client.Credentials]: it opens the page, and then does what the agent does there.
func (c *chromium) show(actions ...chromedp.Action) func(client.SignInPage) error {
	return func(page client.SignInPage) error {
		c.going.Go(func() { c.run(append([]chromedp.Action{chromedp.Navigate(page.URL)}, actions...)...) })
		return nil
	}
}

// signs fills in the form of somebody whom the browser does not know, and waits to be told how it went.
func signs(login, password string) []chromedp.Action {
	return append([]chromedp.Action{chromedp.SetValue("#username", login)}, confirms(password)...)
}

// confirms fills in the form of somebody whom it does know.
func confirms(password string) []chromedp.Action {
	return []chromedp.Action{
		chromedp.WaitVisible("#password"), chromedp.SetValue("#password", password), chromedp.Click("#kc-login"),
		chromedp.WaitVisible("//h1[contains(., 'signed in')]"),
	}
}

// enters types the code of a device, signs in and answers whether the device may go on.
func (c *chromium) enters(login, password, answer string) func(client.SignInPage) error {
	return func(page client.SignInPage) error {
		return c.show(
			chromedp.SendKeys("#device_user_code", page.UserCode), chromedp.Submit("#device_user_code"),
			chromedp.WaitVisible("#username"), chromedp.SetValue("#username", login), chromedp.SetValue("#password", password),
			chromedp.Click("#kc-login"), chromedp.WaitVisible(answer), chromedp.Click(answer),
		)(page)
	}
}

// sees waits until the page says something.
func (c *chromium) sees(text string) {
	c.t.Helper()
	c.run(chromedp.WaitVisible("//*[contains(., '" + text + "')]"))
}

func (c *chromium) text() string {
	var text string
	c.run(chromedp.Text("body", &text))
	return strings.TrimSpace(text)
}
