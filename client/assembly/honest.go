package assembly

import "portaldesk/client"

// as is the portal, which can be walked and names its fields exactly when the part can: a type assertion must be honest.
func as(portal client.Portal, part any) client.Portal {
	walker, walks := part.(client.Walker)
	reader, reads := part.(client.FieldReader)
	switch {
	case walks && reads:
		return walkingReader{portal, walker, reader}
	case walks:
		return walking{portal, walker}
	case reads:
		return reading{portal, reader}
	default:
		return portal
	}
}

type walking struct {
	client.Portal
	client.Walker
}

type reading struct {
	client.Portal
	client.FieldReader
}

type walkingReader struct {
	client.Portal
	client.Walker
	client.FieldReader
}
