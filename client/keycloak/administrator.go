package keycloak

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// administrator is signed in at the master realm for as long as a realm is prepared. Its tokens are in memory alone.
type administrator struct {
	realm  string
	agents []string
	dryRun bool
	base   string
	plain  *http.Client
	signed *transport.Client
	tokens memory
}

// The master realm's own client for tools, which takes a password.
const (
	masterRealm  = "master"
	masterClient = "admin-cli"
)

func newAdministrator(ctx context.Context, config transport.Config, wanted Preparation) (*administrator, error) {
	config.Dialect = dialect()
	open, err := transport.New(config)
	if err != nil {
		return nil, err
	}
	plain, err := transport.HTTPClient(config)
	if err != nil {
		return nil, err
	}
	a := &administrator{
		realm: wanted.Realm, agents: wanted.Agents, dryRun: wanted.DryRun, base: strings.TrimRight(config.BaseURL, "/"), plain: plain,
	}
	a.signed = open.In(transport.NewSession(&a.tokens, nil))
	// The question that needs no token goes first: it tells a wrong address and a bad certificate from a wrong password.
	path, err := transport.Path("realms", wanted.Realm, ".well-known", "openid-configuration")
	if err != nil {
		return nil, refuse(opPrepare, client.NotFound, RealmUnknown)
	}
	if _, err := open.Do(ctx, transport.Request{Op: opPrepare, Method: http.MethodGet, Path: path}); err != nil {
		return nil, err
	}
	return a, a.enter(ctx, wanted)
}

// enter signs in.
func (a *administrator) enter(ctx context.Context, wanted Preparation) error {
	var granted struct {
		Access  string `json:"access_token"`
		Refresh string `json:"refresh_token"`
	}
	status, err := a.submit(ctx, "token", url.Values{
		"grant_type": {"password"}, "client_id": {masterClient}, "username": {wanted.Login}, "password": {wanted.Password},
	}, &granted)
	switch {
	case err != nil:
		return err
	case status == http.StatusBadRequest || status == http.StatusUnauthorized:
		return refuse(opPrepare, client.Unauthenticated, "credentials-wrong")
	case status != http.StatusOK || granted.Access == "":
		return unprepared("tokens-missing")
	}
	return a.tokens.Keep(client.Tokens{Access: granted.Access, Refresh: granted.Refresh})
}

// leave ends the session. What cannot be told the server ends by itself within minutes.
func (a *administrator) leave(ctx context.Context) {
	form := url.Values{"client_id": {masterClient}, "refresh_token": {a.tokens.held.Refresh}}
	_, _ = a.submit(context.WithoutCancel(ctx), "logout", form, nil)
	_ = a.tokens.Forget()
	a.plain.CloseIdleConnections()
}

// maxGrant is more than any answer of the token endpoint has.
const maxGrant = 1 << 20

// submit sends a form to the master realm's sign-in.
func (a *administrator) submit(ctx context.Context, to string, form url.Values, out any) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, transport.DefaultTimeout)
	defer cancel()
	address := a.base + "/realms/" + masterRealm + "/protocol/openid-connect/" + to
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, unprepared("address-unusable")
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := a.plain.Do(request)
	if err != nil {
		return 0, refuse(opPrepare, client.Offline, transport.ConnectionBroke)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxGrant))
	if err != nil {
		return 0, refuse(opPrepare, client.Offline, transport.ConnectionBroke)
	}
	if out != nil && response.StatusCode == http.StatusOK && transport.Decode(body, out) != nil {
		return 0, unprepared("answer-malformed")
	}
	return response.StatusCode, nil
}

// get reads below the realm's admin API.
func (a *administrator) get(ctx context.Context, path []string, query url.Values, out any) error {
	return a.send(ctx, path, transport.Request{Method: http.MethodGet, Query: query, Out: out})
}

// create writes what was not there.
func (a *administrator) create(ctx context.Context, path []string, body any) error {
	return a.send(ctx, path, transport.Request{Method: http.MethodPost, Body: body, Want: []int{http.StatusCreated, http.StatusNoContent}})
}

func (a *administrator) send(ctx context.Context, path []string, request transport.Request) error {
	below, err := transport.Path(append([]string{"admin", "realms", a.realm}, path...)...)
	if err != nil {
		return refuse(opPrepare, client.NotFound, RealmUnknown)
	}
	request.Op, request.Path = opPrepare, below
	_, err = a.signed.Do(ctx, request)
	return err
}

// memory keeps tokens for a moment.
type memory struct{ held client.Tokens }

func (m *memory) Tokens() (client.Tokens, error)  { return m.held, nil }
func (m *memory) Keep(tokens client.Tokens) error { m.held = tokens; return nil }
func (m *memory) Forget() error                   { m.held = client.Tokens{}; return nil }
