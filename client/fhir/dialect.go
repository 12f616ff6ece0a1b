package fhir

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// mediaType is R4's in JSON.
const mediaType = "application/fhir+json"

// The codes of refusals.
const (
	codeRefused  = "record-refused"
	codeDoubles  = "multiple-matches"
	codeNotThere = "record-not-found"
)

// Dialect is how FHIR servers word their answers: a refusal is an OperationOutcome.
func Dialect() transport.Dialect {
	return transport.Dialect{
		Accept: mediaType, Types: []string{mediaType, "application/json"}, ContentType: mediaType, Refusal: refusal,
	}
}

// operationOutcome is a refusal. Its texts stay where they are: they may name a patient.
type operationOutcome struct {
	ResourceType string  `json:"resourceType"`
	Issue        []issue `json:"issue"`
}

type issue struct {
	Severity string `json:"severity"`
	// Code is a word of R4's issue-type.
	Code string `json:"code"`
	// Expression is where in what was sent: "Communication.payload[0]".
	Expression []string `json:"expression"`
}

func refusal(r transport.Refusal) (transport.Fault, bool) {
	// Whether a token is still good is for the gateway before the server, which speaks no FHIR.
	if r.Status == http.StatusUnauthorized {
		return transport.Fault{Kind: client.Unauthenticated, Code: transport.TokenExpired}, true
	}
	var outcome operationOutcome
	if transport.Decode(r.Body, &outcome) != nil || outcome.ResourceType != "OperationOutcome" {
		return transport.Fault{}, false
	}
	return faultOf(r.Status, outcome), true
}

func faultOf(status int, outcome operationOutcome) transport.Fault {
	switch status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge:
		return transport.Fault{Kind: client.Invalid, Code: codeRefused, Fields: fields(outcome)}
	case http.StatusUnauthorized:
		return transport.Fault{Kind: client.Unauthenticated, Code: transport.TokenExpired}
	case http.StatusForbidden:
		return transport.Fault{Kind: client.Forbidden, Code: "role-not-allowed"}
	case http.StatusNotFound, http.StatusGone:
		return transport.Fault{Kind: client.NotFound, Code: codeNotThere}
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return transport.Fault{Kind: client.NotOffered, Code: "not-offered"}
	case http.StatusConflict:
		return transport.Fault{Kind: client.Conflict, Code: "version-conflict"}
	case http.StatusPreconditionFailed:
		return transport.Fault{Kind: client.Conflict, Code: codeDoubles}
	case http.StatusTooManyRequests:
		return transport.Fault{Kind: client.Throttled}
	}
	if status >= 500 {
		return transport.Fault{Kind: client.Unavailable}
	}
	return transport.Fault{Kind: client.Protocol, Code: "unexpected-status"}
}

// maxFields bounds what is told of one refusal.
const maxFields = 16

// elements are the places in a resource and the call's field that is kept there.
var elements = []struct{ prefix, field string }{
	{"Communication.payload", "done"},
	{"Communication.note", "note"},
	{"Communication.reasonCode", "reason"},
	{"Communication.sender", "caller"},
	{"Communication.sent", "openedAt"},
	{"Communication.received", "closedAt"},
	{"Communication.identifier", "id"},
	{"Communication.recipient", "agentId"},
	{"Communication.inResponseTo", "amends"},
}

var issueCode = regexp.MustCompile(`^[a-z][a-z-]{0,63}$`)

// fields names the fields of a call that the server refused, as far as it said so.
func fields(outcome operationOutcome) []client.FieldError {
	var told []client.FieldError
	for _, issue := range outcome.Issue {
		if issue.Severity != "error" && issue.Severity != "fatal" || !issueCode.MatchString(issue.Code) {
			continue
		}
		for _, place := range issue.Expression {
			field := client.FieldError{Field: fieldAt(place), Code: issue.Code}
			if len(told) < maxFields && !slices.Contains(told, field) {
				told = append(told, field)
			}
		}
	}
	return told
}

// fieldAt also takes a place in a bundle, "Bundle.entry[0].resource.ofType(Communication).note[0]": what is not known is the
// whole record.
func fieldAt(place string) string {
	for _, element := range elements {
		if strings.Contains(strings.ReplaceAll(place, ")", ""), element.prefix) {
			return element.field
		}
	}
	return "record"
}
