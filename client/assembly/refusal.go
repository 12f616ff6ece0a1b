package assembly

import "portaldesk/client"

func notOffered(op string) error { return refuse(op, client.NotOffered, "not-offered") }

func refuse(op string, kind client.Kind, code string, fields ...client.FieldError) error {
	return &client.Error{Op: op, Kind: kind, Code: code, Fields: fields}
}
