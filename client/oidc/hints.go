package oidc

import (
	"encoding/base64"
	"strings"
	"time"

	"portaldesk/client/transport"
)

// Claims are those of a token that is a JWT, nil of any other. Nothing of them is verified.
func Claims(token string) map[string]any {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	body, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil
	}
	var claims map[string]any
	if transport.Decode(body, &claims) != nil {
		return nil
	}
	return claims
}

// lastSecond is the last one of the year 9999: no calendar goes further, and a conversion might wrap around.
const lastSecond = 253402300799

// Moment reads a claim that is a time (RFC 7519, 2: NumericDate).
func Moment(claim any) (time.Time, bool) {
	seconds, ok := claim.(float64)
	if !ok || seconds <= 0 || seconds > lastSecond {
		return time.Time{}, false
	}
	return time.Unix(int64(seconds), 0), true
}
