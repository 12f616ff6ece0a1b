package command

import (
	"context"
	"fmt"
	"os"
	"strings"

	"portaldesk/app"
	"portaldesk/client"
)

// tokenVariable is the environment's name for a bearer token.
const tokenVariable = "PORTALDESK_TOKEN"

// entry is a sign-in on the terminal.
type entry struct {
	way    client.SignInWay
	device bool
	login  string
	asked  bool // a one-time code was asked for
}

// signIn asks for what the way of signing in needs and opens the desk with it.
func (e *entry) signIn(ctx context.Context, ask *asker, open func(client.Credentials) (*app.Desk, error)) (*app.Desk, error) {
	credentials, err := e.credentials(ask)
	if err != nil {
		return nil, err
	}
	desk, err := open(credentials)
	if client.KindOf(err) != client.OneTimeCodeRequired {
		return desk, err
	}
	e.asked = true
	if credentials.OneTimeCode, err = ask.secret("One-time code"); err != nil {
		return nil, err
	}
	return open(credentials)
}

func (e *entry) credentials(ask *asker) (c client.Credentials, err error) {
	if e.way == client.SignInBrowser {
		return client.Credentials{Device: e.device, Show: func(page client.SignInPage) error { return show(ask, page) }}, nil
	}
	c.Login = e.login
	if c.Login == "" {
		if c.Login, err = ask.line("Login"); err != nil {
			return c, err
		}
	}
	switch e.way {
	case client.SignInPassword:
		c.Password, err = ask.secret("Password")
	case client.SignInToken:
		c.Token, err = token(ask)
	}
	return c, err
}

func token(ask *asker) (string, error) {
	if token := strings.TrimSpace(os.Getenv(tokenVariable)); token != "" {
		return token, nil
	}
	return ask.secret("Token")
}

// show prints the page where the agent signs in.
func show(ask *asker, page client.SignInPage) error {
	ask.done()
	_, err := fmt.Fprintf(ask.out, "Open this page in a browser and sign in there:\n%s\n", page.URL)
	if err == nil && page.UserCode != "" {
		_, err = fmt.Fprintf(ask.out, "The page asks for this code: %s\n", page.UserCode)
	}
	return err
}
