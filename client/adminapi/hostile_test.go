//go:build torture

package adminapi_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/http/httputil"
	"net/url"
	"testing"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest/demotest"
	"portaldesk/client/portaltest/hostiletest"
)

// before is the demo portal behind somebody who may change what it says.
func before(t *testing.T, demo *demotest.Demo) http.Handler {
	t.Helper()
	at, err := url.Parse(demo.URL())
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(demo.CAPEM())
	connection := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, DisableCompression: true}
	t.Cleanup(connection.CloseIdleConnections)
	return &httputil.ReverseProxy{Transport: connection, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(at)
		r.Out.Header.Del("Accept-Encoding") // what is bent must be read
	}}
}

func TestHostileAnswersOfAPortal(t *testing.T) {
	demo := demotest.Start(t, demoportal.Options{Accounts: 50})
	s := hostiletest.Start(t, before(t, demo))
	signedIn := client.NewMemory(client.Tokens{})
	portal, err := adminapi.New(s.Transport(), signedIn)
	if err != nil {
		t.Fatal(err)
	}
	who := demo.Agents()[0]
	if _, err := portal.SignIn(t.Context(), client.Credentials{Login: who.Login, Password: who.Password}); err != nil {
		t.Fatal(err)
	}
	tokens, _ := signedIn.Tokens()
	found, err := portal.Search(t.Context(), client.Query{Text: "ma", Limit: 1})
	if err != nil || len(found.Items) == 0 {
		t.Fatal(err)
	}
	id := found.Items[0].ID
	hostiletest.Withstand(t, "portal", s,
		hostiletest.Ask{What: "about", Do: func(ctx context.Context) error { _, err := portal.About(ctx); return err }},
		hostiletest.Ask{What: "look-up", Do: func(ctx context.Context) error {
			_ = signedIn.Keep(tokens)
			_, err := portal.Search(ctx, client.Query{Text: "ma"})
			return err
		}},
		hostiletest.Ask{What: "account", Do: func(ctx context.Context) error { _, err := portal.Account(ctx, id); return err }},
		hostiletest.Ask{What: "sign-ins", Do: func(ctx context.Context) error { _, err := portal.SignInAttempts(ctx, id, 10); return err }},
		hostiletest.Ask{What: "calls", Do: func(ctx context.Context) error { _, err := portal.Calls(ctx, client.CallQuery{}); return err }},
		hostiletest.Ask{What: "sign-in", Do: func(ctx context.Context) error {
			other, err := adminapi.New(s.Transport(), client.NewMemory(client.Tokens{}))
			if err == nil {
				_, err = other.SignIn(ctx, client.Credentials{Login: who.Login, Password: who.Password})
			}
			return err
		}},
	)
}
