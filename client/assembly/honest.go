package assembly

import (
	"portaldesk/client"
	"portaldesk/client/attempts"
)

// as is the portal, which can be walked and names its fields exactly when the part can: a type assertion must be honest.
func as(portal client.Portal, part any) client.Portal {
	walker, walks := part.(client.Walker)
	reader, reads := part.(client.FieldReader)
	switch {
	case walks && reads:
		return walkingReader{assembled{portal}, walker, reader}
	case walks:
		return walking{assembled{portal}, walker}
	case reads:
		return reading{assembled{portal}, reader}
	default:
		return portal
	}
}

// assembled is a portal of [New], whose attempts can be kept elsewhere.
type assembled struct{ client.Portal }

// KeepAttempts implements [attempts.Keeper].
func (a assembled) KeepAttempts(book attempts.Book) {
	if keeper, counts := a.Portal.(attempts.Keeper); counts {
		keeper.KeepAttempts(book)
	}
}

type walking struct {
	assembled
	client.Walker
}

type reading struct {
	assembled
	client.FieldReader
}

type walkingReader struct {
	assembled
	client.Walker
	client.FieldReader
}
