package keycloak

import (
	"encoding/base64"
	"fmt"

	"portaldesk/client"
)

// cursor is where a look-up goes on: in which of its sources, and after how many accounts of it.
type cursor struct{ source, first int }

const cursorForm = "keycloak:%d:%d"

// String is the cursor as the desk keeps it. It holds nothing of what was looked for.
func (c cursor) String() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, cursorForm, c.source, c.first))
}

func cursorOf(text string) (cursor, error) {
	var c cursor
	if text == "" {
		return c, nil
	}
	unknown := refuse(opSearch, client.Invalid, "cursor-unknown")
	form, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return c, unknown
	}
	_, err = fmt.Sscanf(string(form), cursorForm, &c.source, &c.first)
	if err != nil || c.source < 0 || c.first < 0 || c.String() != text {
		return cursor{}, unknown
	}
	return c, nil
}
