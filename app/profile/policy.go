package profile

import (
	"portaldesk/client"
	"portaldesk/client/onfile"
	"portaldesk/client/proof"
)

// checkPolicy refuses a policy that makes no sense, and one by which nobody could be proven with what the fields of the server
// know. Without a map of them the adapter reads the server's schema, and anything that has a field may be on file.
func (p Profile) checkPolicy() error {
	if p.Policy == nil {
		return nil
	}
	if err := proof.Validate(*p.Policy); err != nil {
		return &InvalidError{"policy", "malformed"}
	}
	fields := p.Fields
	if len(fields) == 0 {
		fields = everyField()
	}
	if !proof.CanBeMet(proof.Fitted(*p.Policy, onfile.Identifiers(fields), false)) {
		return &InvalidError{"policy", "cannot-be-met"}
	}
	return nil
}

// everyField is the map of a server that keeps everything.
func everyField() client.FieldMap {
	fields := client.FieldMap{}
	for _, field := range client.Fields() {
		fields[field] = string(field)
	}
	return fields
}

// checkReasons refuses wrap-up codes that cannot be offered. Their editor says which ([call.Reasons.Check]).
func (p Profile) checkReasons() error {
	if p.Reasons.Check() != nil {
		return &InvalidError{"reasons", "malformed"}
	}
	return nil
}

// checkHours refuses hours that no clock can follow. Their editor says where ([hours.Rules.Check]).
func (p Profile) checkHours() error {
	if p.Hours.Check() != nil {
		return &InvalidError{"hours", "malformed"}
	}
	return nil
}
