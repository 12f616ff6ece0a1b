package kratos

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// dialect is how Kratos words its answers.
var dialect = transport.Dialect{Accept: "application/json", Refusal: refusal}

// said is a refusal in Kratos' words, or a self-service flow that names what is wrong with what was entered.
type said struct {
	Error struct {
		Code   int    `json:"code"`
		ID     string `json:"id"`
		Reason string `json:"reason"`
	} `json:"error"`
	State string          `json:"state"`
	UI    json.RawMessage `json:"ui"`
}

// refusal reads an answer of 400 and more. Kratos asks nobody who they are: 401 and 403 are a gateway's, whatever its words.
// Anything else is believed from Kratos alone, for a gateway that does not know a path says nothing about a patient.
func refusal(r transport.Refusal) (transport.Fault, bool) {
	switch r.Status {
	case http.StatusUnauthorized:
		return transport.Fault{Kind: client.Unauthenticated, Code: transport.TokenExpired}, true
	case http.StatusForbidden:
		return transport.Fault{Kind: client.Forbidden, Code: "role-not-allowed"}, true
	}
	var answer said
	if transport.Decode(r.Body, &answer) != nil {
		return transport.Fault{}, false
	}
	if r.Status == http.StatusBadRequest && answer.State != "" && len(answer.UI) > 0 {
		return transport.Fault{Kind: client.Invalid, Code: flowInvalid}, true
	}
	if answer.Error.Code != r.Status {
		return transport.Fault{}, false
	}
	return kratosRefusal(r.Status, answer)
}

// flowInvalid is the code of a self-service flow that wants something else to be entered.
const flowInvalid = "flow-invalid"

func kratosRefusal(status int, answer said) (transport.Fault, bool) {
	switch status {
	case http.StatusBadRequest:
		return transport.Fault{Kind: client.Invalid, Fields: refusedTraits(answer.Error.Reason)}, true
	case http.StatusNotFound:
		return transport.Fault{Kind: client.NotFound}, true
	case http.StatusConflict, http.StatusGone:
		return transport.Fault{Kind: client.Conflict}, true
	}
	return transport.Fault{}, false
}

// trace is a line of the JSON Schema trace that stands in a refusal: where in the identity, and which rule of the schema.
var trace = regexp.MustCompile(`I\[#/traits([A-Za-z0-9_./~-]{0,64})\] S\[#[^\]]*/([A-Za-z]+)\]`)

// rules are the rules of JSON Schema (draft 7, section 6) as codes.
var rules = map[string]string{
	"minLength": "too-short", "maxLength": "too-long", "required": "missing", "enum": "not-allowed",
	"additionalProperties": "unknown", "format": "malformed", "pattern": "malformed", "type": "malformed",
}

// refusedTraits are the traits that broke a rule, by their pointers. Of the trace nothing else is taken: it quotes what was
// entered.
func refusedTraits(reason string) []client.FieldError {
	var fields []client.FieldError
	for _, line := range trace.FindAllStringSubmatch(reason, -1) {
		if code, known := rules[line[2]]; known {
			fields = append(fields, client.FieldError{Field: line[1], Code: code})
		}
	}
	return fields
}

func refuse(op string, kind client.Kind, code string, fields ...client.FieldError) error {
	return &client.Error{Op: op, Kind: kind, Code: code, Fields: fields}
}

func notOffered(op string) error { return refuse(op, client.NotOffered, "not-offered") }

// entryRefused is a refused change of one trait in the contract's words: the entry it was typed into, and what is wrong with it.
// What is wrong with an object that the trait stands in is put down to the trait, but for another one that it lacks.
func entryRefused(err error, pointer string, entry client.FieldError, invalid, taken string) error {
	fault, ok := errors.AsType[*client.Error](err)
	if !ok {
		return err
	}
	switch fault.Kind {
	case client.Conflict:
		entry.Code = "taken"
		return refuse(fault.Op, client.Conflict, taken, entry)
	case client.Invalid:
		for _, field := range fault.Fields {
			if field.Field == pointer || field.Code != "missing" && strings.HasPrefix(pointer, field.Field+"/") {
				entry.Code = field.Code
				return refuse(fault.Op, client.Invalid, invalid, entry)
			}
		}
		if len(fault.Fields) > 0 {
			return othersInvalid(err)
		}
		return refuse(fault.Op, client.Invalid, invalid, entry)
	}
	return err
}

// othersInvalid is a change refused because of what was not changed: Kratos holds the whole identity against its schema each
// time, and that may have become stricter since.
func othersInvalid(err error) error {
	if fault, ok := errors.AsType[*client.Error](err); ok && fault.Kind == client.Invalid {
		return refuse(fault.Op, client.Conflict, "traits-invalid")
	}
	return err
}
