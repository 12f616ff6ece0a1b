package onfile

import "portaldesk/client"

// Identifiers are those that a server with these fields can know, in the order the agent should ask.
func Identifiers(fields client.FieldMap) []client.IdentifierKind {
	mapped := func(field client.Field) bool { return fields[field] != "" }
	var known []client.IdentifierKind
	if mapped(client.FieldFullName) || mapped(client.FieldGivenName) && mapped(client.FieldFamilyName) {
		known = append(known, client.IdentifierName)
	}
	for _, identifier := range []struct {
		field client.Field
		kind  client.IdentifierKind
	}{
		{client.FieldBirthDate, client.IdentifierBirthDate}, {client.FieldMRN, client.IdentifierMRN},
		{client.FieldPostcode, client.IdentifierPostcode}, {client.FieldPhone, client.IdentifierPhone},
		{client.FieldEmail, client.IdentifierEmail},
	} {
		if mapped(identifier.field) {
			known = append(known, identifier.kind)
		}
	}
	return known
}
