package keycloak

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"golang.org/x/sync/errgroup"
)

// sight is an account as it was seen, as far as somebody at a desk can change it. The server knows no versions; that of a
// sight is a digest of it.
type sight struct {
	user        user
	credentials []credential
}

func (c *Client) look(ctx context.Context, op, id string) (sight, error) {
	var s sight
	group, within := errgroup.WithContext(ctx)
	group.Go(func() error { return c.user(within, op, id, &s.user) })
	group.Go(func() (err error) { s.credentials, err = c.credentials(within, op, id); return err })
	if err := group.Wait(); err != nil {
		return sight{}, err
	}
	return s, nil
}

// version leaves out what moves by itself, or by what is no change to anybody: failed sign-ins and the lock that follows from
// them, and the moment from which tokens count.
func (s sight) version() string {
	state := s.user.condition
	state.NotBefore = 0
	state.RequiredActions = slices.Sorted(slices.Values(state.RequiredActions)) // a set: the server's order varies
	text, err := json.Marshal(struct {
		Profile     profile
		Condition   condition
		Credentials []credential
	}{s.user.profile, state, s.credentials})
	if err != nil {
		return "" // strings and numbers always can be written
	}
	digest := sha256.Sum256(text)
	return hex.EncodeToString(digest[:16])
}
