package keycloak

import (
	"context"
	"slices"
)

// The operation types of admin events.
const (
	operationUpdate = "UPDATE"
	operationAction = "ACTION"
)

func userPath(id string) string { return "users/" + id }

// deed is one thing done to an account, as the server's log names it.
type deed struct{ operation, path string }

func updated(id string) deed     { return deed{operationUpdate, userPath(id)} }
func loggedOut(id string) deed   { return deed{operationAction, userPath(id) + "/logout"} }
func passwordSet(id string) deed { return deed{operationAction, userPath(id) + "/reset-password"} }

func (d deed) is(e adminEvent) bool {
	return e.OperationType == d.operation && e.ResourcePath == d.path && e.Error == ""
}

// watch is the server's own log of what is done to one account, read before and after a change. An entry is written
// together with what it tells of, so that of two changes at the same moment whoever comes last finds the other.
type watch struct {
	id       string
	seen     []string
	readable bool
}

// watch reads what the log has so far. That must be before the account is read. Where the log is off, or not for this agent
// to read, nothing is watched.
func (c *Client) watch(ctx context.Context, op, id string) (watch, error) {
	w := watch{id: id}
	s := c.known.Load()
	if s == nil || s.events == nil || !s.events.AdminEventsEnabled {
		return w, nil
	}
	entries, err := c.log(ctx, op, id)
	if err != nil {
		return w, allowed(err, nil)
	}
	for _, e := range entries {
		w.seen = append(w.seen, e.ID)
	}
	w.readable = true
	return w, nil
}

// others are the entries made since, without one for each deed of the agent's own. Where the log is not readable there are
// none.
func (w watch) others(log []adminEvent, agent string, own []deed) []adminEvent {
	if !w.readable {
		return nil
	}
	found := slices.DeleteFunc(slices.Clone(log), func(e adminEvent) bool { return slices.Contains(w.seen, e.ID) })
	for _, d := range own {
		i := slices.IndexFunc(found, func(e adminEvent) bool { return d.is(e) && e.AuthDetails.UserID == agent })
		if i >= 0 {
			found = slices.Delete(found, i, i+1)
		}
	}
	return found
}

func (c *Client) agentID() string {
	if s := c.known.Load(); s != nil {
		return s.agent.ID
	}
	return ""
}
