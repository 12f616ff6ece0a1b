package keycloak

import (
	"context"
	"slices"
)

const passwordType = "password"

// credentials reads how an account can sign in.
func (c *Client) credentials(ctx context.Context, op, id string) ([]credential, error) {
	var found []credential
	err := c.get(ctx, op, []string{"users", id, "credentials"}, nil, &found)
	return found, err
}

func hasPassword(credentials []credential) bool {
	return slices.ContainsFunc(credentials, func(c credential) bool { return c.Type == passwordType })
}

// secondFactors are the server's types of second factor, in the desk's words.
var secondFactors = []struct{ kind, word string }{{"otp", "totp"}, {"webauthn", "webauthn"}}

func secondFactor(credentials []credential) string {
	for _, factor := range secondFactors {
		if slices.ContainsFunc(credentials, func(c credential) bool { return c.Type == factor.kind }) {
			return factor.word
		}
	}
	return ""
}
