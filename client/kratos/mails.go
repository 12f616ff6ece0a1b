package kratos

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// mails is what a server mails, as its public API shows to anybody.
type mails struct {
	answers bool // the public API does
	// recovers: accounts can be recovered, and by a mailed link too. Both are believed where nobody can be asked.
	recovers, links bool
	// verifies is what an address is verified by: "code", "link", or "" for not at all.
	verifies string
}

func (m mails) offersLink(public bool) client.Offer {
	switch {
	case !public:
		return noPublic
	case !m.answers:
		return publicSilent
	case !m.recovers:
		return noRecovery
	case !m.links:
		return noLinks
	}
	return offered
}

// offersCode: Kratos makes a code also where recovery is switched off, but no page takes it then.
func (m mails) offersCode() client.Offer {
	if m.answers && !m.recovers {
		return noRecovery
	}
	return offered
}

func (m mails) offersInvitation(public bool) client.Offer {
	link := m.offersLink(public)
	switch {
	case link.Offered || !m.answers:
		return link
	case m.verifies == "":
		return noInvitation
	}
	return offered
}

// silence is how long a public API that did not answer is left alone: About is asked all the time.
const silence = time.Minute

// sends is what this server mails. It is asked once a session, and again after a while where it did not answer.
func (c *Client) sends(ctx context.Context) mails {
	c.mu.Lock()
	known, again := c.mails, c.now().After(c.silentUntil)
	c.mu.Unlock()
	if known.answers || c.public == nil || !again {
		return known
	}
	asked, err := c.askMails(ctx)
	if ctx.Err() != nil { // the agent went on to something else, which says nothing of the server
		return mails{}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		c.silentUntil = c.now().Add(silence)
		return mails{}
	}
	c.mails = asked
	return asked
}

// askMails begins flows that nobody will go on with; there is no other way to be told.
func (c *Client) askMails(ctx context.Context) (mails, error) {
	m := mails{answers: true}
	recovery, err := c.beginFlow(ctx, client.OpAbout, recoveryFlow)
	if err == nil {
		m.recovers = true
		m.links, err = c.mailsLinks(ctx, recovery)
	}
	if err != nil && client.KindOf(err) != client.Invalid {
		return m, err
	}
	verification, err := c.beginFlow(ctx, client.OpAbout, verificationFlow)
	if err != nil && client.KindOf(err) != client.Invalid {
		return m, err
	}
	m.verifies = verification.Active
	return m, nil
}

// mailsLinks asks for a link to nowhere: a server that mails links misses the address, another one does not know the method.
// It mails them also where the pages of the portal offer codes.
func (c *Client) mailsLinks(ctx context.Context, recovery flow) (bool, error) {
	_, err := c.enter(ctx, client.OpAbout, recoveryFlow, recovery.ID, submission{Method: "link"})
	switch client.KindOf(err) {
	case client.Invalid:
		return client.CodeOf(err) == flowInvalid, nil
	case client.NotFound:
		return false, nil
	}
	return false, err
}

// The self-service flows.
const (
	recoveryFlow     = "recovery"
	verificationFlow = "verification"
)

// beginFlow begins a flow as a program does, not a browser. A flow that is switched off is [client.Invalid].
func (c *Client) beginFlow(ctx context.Context, op, name string) (flow, error) {
	var begun flow
	_, err := c.public.Do(ctx, transport.Request{
		Op: op, Method: http.MethodGet, Path: "/self-service/" + name + "/api", Open: true, Out: &begun,
	})
	if err == nil && begun.ID == "" {
		return flow{}, refuse(op, client.Protocol, "flow-missing")
	}
	return begun, err
}

// enter hands a flow what was entered.
func (c *Client) enter(ctx context.Context, op, name, id string, what submission) (flow, error) {
	var now flow
	_, err := c.public.Do(ctx, transport.Request{
		Op: op, Method: http.MethodPost, Path: "/self-service/" + name, Query: url.Values{"flow": {id}}, Open: true,
		Body: what, Out: &now,
	})
	return now, err
}
