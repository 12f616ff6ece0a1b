package keycloak

import (
	"context"
	"encoding/json"
	"strings"

	"portaldesk/client"
	"portaldesk/client/accesscode"
)

// setTemporary tries passwords from the easiest to read aloud on, until the realm's rules take one. The rules themselves are
// not for every agent to read.
func (t *turn) setTemporary(ctx context.Context) (string, error) {
	for _, password := range []func() string{accesscode.New, longer, longest} {
		secret := password()
		body := []byte(`{"type":"password","temporary":true,"value":"` + secret + `"}`)
		err := t.c.put(ctx, t.op, []string{"users", t.id, "reset-password"}, json.RawMessage(body))
		clear(body)
		if client.CodeOf(err) == PasswordRules {
			continue
		}
		if err != nil {
			return "", err
		}
		t.own = append(t.own, passwordSet(t.id))
		return secret, nil
	}
	return "", refuse(t.op, client.Conflict, PasswordRules)
}

// rememberPassword reads when the server took it, so that another one later can be told from it.
func (t *turn) rememberPassword(ctx context.Context) error {
	set, err := t.c.credentials(ctx, t.op, t.id)
	if err != nil {
		return unconfirmed(t.op, err)
	}
	t.passwordSetAt = passwordSetAt(set)
	return nil
}

// longer has lower case too: "K7MP-Q2RX-94TW-k8mp-q3rx-92tw".
func longer() string { return accesscode.New() + "-" + strings.ToLower(accesscode.New()) }

// longest is for rules that ask for two of everything and thirty characters.
func longest() string { return longer() + "+" + accesscode.New() + "." + accesscode.Digits(4) }

// passwordSetAt is when the password was set, in milliseconds; 0 for none.
func passwordSetAt(credentials []credential) int64 {
	for _, c := range credentials {
		if c.Type == passwordType {
			return c.CreatedDate
		}
	}
	return 0
}
