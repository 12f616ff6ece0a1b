package kratos

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// codePattern is a code as it is read aloud; linkLength more than the address of any page has.
var codePattern = regexp.MustCompile(`^[0-9]{4,12}$`)

const linkLength = 500

// issue has a recovery code made and puts it into the outcome.
func (w *work) issue(ctx context.Context, life time.Duration) error {
	var made recoveryCode
	_, err := w.send(ctx, transport.Request{
		Op: w.op, Method: http.MethodPost, Out: &made, Want: []int{http.StatusCreated, http.StatusOK},
		Body: map[string]string{"identity_id": w.now.ID, "expires_in": life.String()},
	}, "recovery", "code")
	switch {
	case client.KindOf(err) == client.NotFound: // of an account that was there a moment ago: the code method is switched off
		return notOffered(w.op)
	case err != nil:
		return err
	case !codePattern.MatchString(made.Code) || !isPage(made.Link):
		return refuse(w.op, client.Protocol, "code-unusable")
	}
	w.outcome.Secret = &client.Secret{Value: made.Code, ExpiresAt: made.ExpiresAt}
	w.outcome.NextStep = "The code works on this page only: " + made.Link + " . There the patient enters it and chooses a new password. " +
		"A code that was handed out before works until it expires."
	return nil
}

// isPage says whether the address is one that a browser opens.
func isPage(address string) bool {
	parsed, err := url.Parse(address)
	return err == nil && len(address) <= linkLength && parsed.Host != "" && (parsed.Scheme == "https" || parsed.Scheme == "http")
}
