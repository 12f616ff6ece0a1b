package command

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"portaldesk/client"
	"portaldesk/client/scorecard"
)

// check is one look at a portal, as it was called.
type check struct {
	settings *settings
	kind     string
	ca       string
	signIn   string
	login    string
	device   bool
	write    string
	says     string
	json     bool
	html     bool
	output   string
}

func checkCommand(s *settings) *cobra.Command {
	c := &check{settings: s}
	look := &cobra.Command{
		Use:   "check URL|PROFILE",
		Short: "Look at a portal as a buyer does, and write a scorecard of it",
		Long:  checkHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("check takes one address, or the name of one profile")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return c.run(ctx, cmd, args[0])
		},
	}
	flags := look.Flags()
	flags.StringVar(&c.kind, "kind", "adminapi", "of an address: adminapi, keycloak, kratos or scim")
	flags.StringVar(&c.ca, "ca", "", "PEM file of a certificate authority to trust beside the system's")
	flags.StringVar(&c.signIn, "sign-in", "", "sign in for this look: password, browser, token, certificate or none")
	flags.StringVar(&c.login, "login", "", "who signs in (default: asked for)")
	flags.BoolVar(&c.device, "device", false, "with --sign-in browser: sign in on another device, by a code")
	flags.StringVar(&c.write, "write", "", "id of a test account on which changes are tried; everything else stays as it is")
	flags.StringVar(&c.says, "says", "", "with --write: JSON file of what the account's owner says, by identifier, and \"loginId\"")
	flags.BoolVar(&c.json, "json", false, "write JSON")
	flags.BoolVar(&c.html, "html", false, "write one HTML page, for a browser or a printer")
	flags.StringVarP(&c.output, "output", "o", "", "file to write to (default: standard output)")
	return look
}

const checkHelp = `Look at a portal as a buyer does: which tools it gives the help desk, how secure its admin side is, whether there is
a trail and a log of calls, whether it holds at tens of thousands of patients. It changes nothing at the portal unless
--write names a test account, and then nothing else. Reading leaves traces in the portal's own trail, and some look-ups
are made of what attackers type, though they harm nothing: ask whoever runs the portal first.

With an address, nobody signs in unless --sign-in says how. With the name of a profile, the session is used that the
desk has kept; without one, or with --sign-in, it asks on the terminal. A password or a token is never taken from the
command line: they are asked for without being shown, or read from standard input; a token also from PORTALDESK_TOKEN.

It exits with 0 when no answer is a no, and with 6 when one is.`

func (c *check) run(ctx context.Context, cmd *cobra.Command, target string) (err error) {
	if c.json && c.html {
		return usage("--json and --html are two forms of the scorecard; ask for one")
	}
	ask := newAsker(cmd.InOrStdin(), cmd.ErrOrStderr())
	p, saved, err := c.profile(target)
	if err != nil {
		return err
	}
	place, err := c.open(ctx, ask, p, saved)
	if err != nil {
		return err
	}
	defer func() {
		if closing := place.close(ctx); err == nil {
			err = closing
		}
	}()
	subject, err := c.subject(ctx, ask, p, place)
	if err != nil {
		return err
	}
	card, err := scorecard.Make(ctx, subject)
	ask.done()
	if card.Schema == "" {
		return err
	}
	if writing := c.print(cmd, card); writing != nil {
		return writing
	}
	return verdict(card, err)
}

// verdict is what scripts are told: what kept the card from being whole comes before what it says.
func verdict(card scorecard.Card, err error) error {
	if err == nil && card.Summary.No > 0 {
		err = exitError{exitAttention, fmt.Sprintf("answers that are no: %d; the scorecard says what would mend each", card.Summary.No)}
	}
	return err
}

func (c *check) print(cmd *cobra.Command, card scorecard.Card) error {
	var page bytes.Buffer
	var err error
	switch {
	case c.json:
		err = card.JSON(&page)
	case c.html:
		err = card.HTML(&page)
	default:
		err = card.Text(&page, c.output == "" && colourful(cmd.OutOrStdout()))
	}
	if err != nil {
		return err
	}
	if c.output != "" {
		return os.WriteFile(c.output, page.Bytes(), 0o644)
	}
	_, err = cmd.OutOrStdout().Write(page.Bytes())
	return err
}

// subject is what is looked at, by whom.
func (c *check) subject(ctx context.Context, ask *asker, p target, place *place) (scorecard.Subject, error) {
	subject := scorecard.Subject{
		Kind: p.Kind, Transport: p.transport(), Maker: "portaldesk " + version(), Now: time.Now, Progress: ask.progress,
		Connect: func(keeper client.TokenKeeper) (client.Portal, error) { return c.settings.dial(p.Profile, keeper) },
		Session: place.session,
	}
	if c.write == "" {
		return subject, nil
	}
	if place.session == nil {
		return subject, usage("--write needs somebody who is signed in: say how with --sign-in")
	}
	writing, err := c.writing(ctx, ask, place.session.Portal)
	subject.Write = writing
	return subject, err
}
