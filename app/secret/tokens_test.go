package secret_test

import (
	"errors"
	"strings"
	"testing"

	"portaldesk/app/secret"
	"portaldesk/client"
)

func TestTokensAreThereForTheNextRun(t *testing.T) {
	ring := rings(t)["system"]
	kept := client.Tokens{Access: "an access token", Refresh: "a refresh token"}
	if err := secret.Tokens(ring, "one").Keep(kept); err != nil {
		t.Fatal(err)
	}
	if got, err := secret.Tokens(ring, "one").Tokens(); err != nil || got != kept {
		t.Errorf("the next run: %v, %v; want %v", got, err, kept)
	}
	if got, err := secret.Tokens(ring, "two").Tokens(); err != nil || got != (client.Tokens{}) {
		t.Errorf("another profile: %v, %v; want none", got, err)
	}
	next := secret.Tokens(ring, "one")
	if err := next.Forget(); err != nil {
		t.Fatal(err)
	}
	for name, keeper := range map[string]client.TokenKeeper{"this run": next, "the next run": secret.Tokens(ring, "one")} {
		if got, err := keeper.Tokens(); err != nil || got != (client.Tokens{}) {
			t.Errorf("%s after Forget: %v, %v", name, got, err)
		}
	}
}

func TestBigAccessTokenServesThisRunAndLeavesNoOldOne(t *testing.T) {
	ring := secret.InMemory()
	keeper := secret.Tokens(ring, "one")
	if err := keeper.Keep(client.Tokens{Access: "old", Refresh: "r1"}); err != nil {
		t.Fatal(err)
	}
	big := client.Tokens{Access: strings.Repeat("x", secret.MaxValue+1), Refresh: "r2"}
	if err := keeper.Keep(big); err != nil {
		t.Fatal(err)
	}
	if got, _ := keeper.Tokens(); got != big {
		t.Error("this run lost the token")
	}
	if got, err := secret.Tokens(ring, "one").Tokens(); err != nil || got != (client.Tokens{Refresh: "r2"}) {
		t.Errorf("the next run: %v, %v; want the refresh token alone", got, err)
	}
}

func TestRefreshTokenThatIsTooLongIsSaidAndServesThisRun(t *testing.T) {
	keeper := secret.Tokens(secret.InMemory(), "one")
	big := client.Tokens{Access: "a", Refresh: strings.Repeat("x", 16*secret.MaxValue+1)}
	if err := keeper.Keep(big); !errors.Is(err, secret.ErrTooBig) {
		t.Errorf("Keep: %v, want ErrTooBig", err)
	}
	if got, err := keeper.Tokens(); err != nil || got != big {
		t.Errorf("Tokens: %v; this run must go on", err)
	}
}
