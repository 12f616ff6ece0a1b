//go:build servers

package kratos_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// person is a patient at the portal, with a browser and a program.
type person struct {
	*testing.T
	server *server
	http   *http.Client
}

func (s *server) person(t *testing.T) *person {
	t.Helper()
	pem, err := os.ReadFile(s.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &person{T: t, server: s, http: &http.Client{
		Jar: jar, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// do sends a form as a browser does, anything else as a program does.
func (p *person) do(method, address, token string, body any) answer {
	p.Helper()
	kind, accept := "application/json", "application/json"
	text, err := json.Marshal(body)
	if err != nil {
		p.Fatal(err)
	}
	if form, ok := body.(url.Values); ok {
		kind, accept, text = "application/x-www-form-urlencoded", "text/html", []byte(form.Encode())
	}
	request, err := http.NewRequestWithContext(p.Context(), method, address, bytes.NewReader(text))
	if err != nil {
		p.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	request.Header.Set("Accept", accept)
	request.Header.Set("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")
	if token != "" {
		request.Header.Set("X-Session-Token", token)
	}
	got, err := p.http.Do(request)
	if err != nil {
		p.Fatal(err)
	}
	defer got.Body.Close()
	read, err := io.ReadAll(got.Body)
	if err != nil {
		p.Fatal(err)
	}
	return answer{got.StatusCode, got.Header, read}
}

func (p *person) json(method, path, token string, body any, out any) int {
	p.Helper()
	got := p.do(method, p.server.PublicURL+path, token, body)
	if out != nil && json.Unmarshal(got.body, out) != nil {
		p.Fatalf("%s %s: %d, no JSON", method, path, got.status)
	}
	return got.status
}

// signsIn, in a program that knows nothing of what the browser does, answers the session's token, "" when the portal does not
// let them in.
func (p *person) signsIn(login, password string) string {
	p.Helper()
	p = p.server.person(p.T)
	var flow struct{ ID string }
	p.json(http.MethodGet, "/self-service/login/api", "", nil, &flow)
	var session struct {
		Token string `json:"session_token"`
	}
	p.json(http.MethodPost, "/self-service/login?flow="+flow.ID, "",
		map[string]string{"method": "password", "identifier": login, "password": password}, &session)
	return session.Token
}

// page is a self-service flow as a page shows it.
type page struct {
	ID string
	UI struct {
		Nodes []struct {
			Attributes struct {
				Name  string
				Value any
				Text  struct{ Context struct{ Secret string } }
			}
		}
	} `json:"ui"`
}

// addsSecondFactor sets up an authenticator, as a program of the portal lets its users do.
func (p *person) addsSecondFactor(token string) {
	p.Helper()
	p = p.server.person(p.T)
	var settings page
	p.json(http.MethodGet, "/self-service/settings/api", token, nil, &settings)
	for _, node := range settings.UI.Nodes {
		secret := node.Attributes.Text.Context.Secret
		if secret == "" {
			continue
		}
		code, err := totp.GenerateCode(secret, time.Now())
		if err != nil {
			p.Fatal(err)
		}
		body := map[string]string{"method": "totp", "totp_code": code}
		if status := p.json(http.MethodPost, "/self-service/settings?flow="+settings.ID, token, body, nil); status != http.StatusOK {
			p.Fatalf("adding a second factor: %d", status)
		}
		return
	}
	p.Fatal("no second factor is offered")
}

// isIn says whether the session still counts.
func (p *person) isIn(token string) bool {
	p.Helper()
	return p.json(http.MethodGet, "/sessions/whoami", token, nil, nil) == http.StatusOK
}

// opens follows a link in the browser to the page that it leads to, and answers that page's flow.
func (p *person) opens(link, page string) (flow string) {
	p.Helper()
	got := p.do(http.MethodGet, link, "", url.Values{})
	return p.landed(got, page)
}

func (p *person) landed(got answer, page string) (flow string) {
	p.Helper()
	address, err := url.Parse(got.header.Get("Location"))
	if err != nil || got.status != http.StatusSeeOther || !strings.HasSuffix(address.Path, "/portal/"+page) {
		p.Fatalf("answered %d, and the page that was led to is not that of %s", got.status, page)
	}
	return address.Query().Get("flow")
}

// entersCode types a code into the page of a flow, and lands on that of the new password.
func (p *person) entersCode(link, code string) (settings string) {
	p.Helper()
	address, err := url.Parse(link)
	if err != nil {
		p.Fatal(err)
	}
	got := p.do(http.MethodPost, p.server.PublicURL+"/self-service/recovery?flow="+address.Query().Get("flow"), "",
		url.Values{"method": {"code"}, "code": {code}})
	return p.landed(got, "settings")
}

// chooses a new password on the page of settings.
func (p *person) chooses(settings, password string) {
	p.Helper()
	var shown page
	p.json(http.MethodGet, "/self-service/settings/flows?id="+settings, "", nil, &shown)
	body := map[string]any{"method": "password", "password": password}
	for _, node := range shown.UI.Nodes {
		if node.Attributes.Name == "csrf_token" {
			body["csrf_token"] = node.Attributes.Value
		}
	}
	var saved struct{ State string }
	if status := p.json(http.MethodPost, "/self-service/settings?flow="+settings, "", body, &saved); status != http.StatusOK || saved.State != "success" {
		p.Fatalf("choosing a password: %d, %s", status, saved.State)
	}
}

var (
	mailedLink = regexp.MustCompile(`https://[^\s"<>]+`)
	mailedCode = regexp.MustCompile(`(?m)^([0-9]{6})\r?$`)
)

// inbox are the mails to an address so far, the text of each.
func (p *person) inbox(address string) []string {
	p.Helper()
	files, err := filepath.Glob(filepath.Join(p.server.Mail, "*.eml"))
	if err != nil {
		p.Fatal(err)
	}
	var mails []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			p.Fatal(err)
		}
		if bytes.HasPrefix(raw, []byte("Envelope-To: "+address+"\n")) {
			mails = append(mails, p.plainText(raw))
		}
	}
	return mails
}

// plainText is the first part of a mail, without its quoting.
func (p *person) plainText(raw []byte) string {
	p.Helper()
	message, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		p.Fatal(err)
	}
	_, parameters, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		p.Fatal(err)
	}
	part, err := multipart.NewReader(message.Body, parameters["boundary"]).NextPart()
	if err != nil {
		p.Fatal(err)
	}
	text, err := io.ReadAll(part)
	if err != nil {
		p.Fatal(err)
	}
	return string(text)
}

// reads waits for the mail after those that were there, and answers what the pattern finds in it.
func (p *person) reads(address string, after int, pattern *regexp.Regexp) string {
	p.Helper()
	var mails []string
	eventually(p.T, "the mail arrives", func() bool {
		mails = p.inbox(address)
		return len(mails) > after
	})
	found := pattern.FindStringSubmatch(mails[len(mails)-1])
	if found == nil {
		p.Fatal("the mail does not have what it is about")
	}
	return found[len(found)-1]
}
