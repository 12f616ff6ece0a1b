package kratos

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// maxHistory is the most entries of a history that are read.
const maxHistory = 100

// Sessions implements [client.Accounts]. Kratos does not know when a patient was last there, only when they signed in.
func (c *Client) Sessions(ctx context.Context, id client.AccountID, limit int) ([]client.PatientSession, error) {
	const op = client.OpSessions
	if _, err := c.read(ctx, op, id); err != nil { // of nobody, Kratos says: signed in nowhere
		return nil, err
	}
	found, err := c.places(ctx, op, id, url.Values{"active": {"true"}, "page_size": {itoa(capped(limit))}})
	if err != nil {
		return nil, err
	}
	sessions := []client.PatientSession{}
	for _, p := range found.places {
		if p.Active && len(sessions) < capped(limit) {
			sessions = append(sessions, p.session())
		}
	}
	return sessions, nil
}

func capped(limit int) int {
	if limit <= 0 {
		return 25
	}
	return min(limit, maxHistory)
}

func (p place) session() client.PatientSession {
	session := client.PatientSession{ID: p.ID, Device: "unknown device", StartedAt: p.IssuedAt, LastSeenAt: p.AuthenticatedAt}
	if len(p.Devices) > 0 {
		session.Device = device(p.Devices[len(p.Devices)-1].UserAgent)
	}
	if session.LastSeenAt.Before(session.StartedAt) {
		session.LastSeenAt = session.StartedAt
	}
	return session
}

// places are where somebody is signed in, the newest first, and how many there are.
type places struct {
	places []place
	total  int
}

func (c *Client) places(ctx context.Context, op string, id client.AccountID, query url.Values) (places, error) {
	var found places
	answer, err := c.get(ctx, op, &found.places, query, "identities", string(id), "sessions")
	if err != nil {
		return places{}, err
	}
	found.total = len(found.places)
	if total, err := strconv.Atoi(answer.Header.Get("X-Total-Count")); err == nil {
		found.total = max(found.total, total)
	}
	return found, nil
}

// endSessions signs the patient out everywhere, for good, and answers of how many places. Kratos answers 404 when there were
// none. Ending them twice does no harm, so it is tried again when the answer is lost.
func (c *Client) endSessions(ctx context.Context, op string, change client.Change) (int, error) {
	found, err := c.places(ctx, op, change.Account, url.Values{"active": {"true"}, "page_size": {"1"}})
	if err != nil {
		return 0, err
	}
	_, err = c.send(ctx, transport.Request{
		Op: op, Method: http.MethodDelete, Key: change.Key, Want: []int{http.StatusNoContent},
	}, "identities", string(change.Account), "sessions")
	switch client.KindOf(err) {
	case "":
		return found.total, nil
	case client.NotFound:
		return 0, nil
	}
	return 0, err
}
