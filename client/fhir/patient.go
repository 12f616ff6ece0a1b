package fhir

import (
	"context"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"

	"portaldesk/client"
)

type patient struct {
	ResourceType string       `json:"resourceType"`
	ID           string       `json:"id"`
	Identifier   []identifier `json:"identifier"`
}

// patients answers a function that finds the Patient of an account as "Patient/ID", each account once. Where none is certain it
// is "": a call without a patient is better kept than one in another's record, or none at all.
func (c *Client) patients(op string) func(context.Context, client.AccountID) string {
	found := map[client.AccountID]string{}
	return func(ctx context.Context, account client.AccountID) string {
		if account == "" || c.options.Patients == nil {
			return ""
		}
		if _, asked := found[account]; !asked {
			found[account] = c.patient(ctx, op, account)
		}
		return found[account]
	}
}

func (c *Client) patient(ctx context.Context, op string, account client.AccountID) string {
	match := c.options.Patients
	mrn, err := match.MRN(ctx, account)
	if err != nil || mrn == "" || match.System == "" {
		return ""
	}
	query := url.Values{"identifier": {token(match.System, mrn)}, "_elements": {"identifier"}, "_count": {"2"}}
	page, err := c.discreetly(ctx, op, "Patient", query)
	if _, more := page.next(place{}, "Patient"); err != nil || more {
		return ""
	}
	return page.only(identifier{System: match.System, Value: mrn})
}

// only is the one Patient that carries the identifier, "" when there is none, or another.
func (b bundle) only(ours identifier) string {
	var found []string
	for _, resource := range b.matches() {
		var p patient
		if json.Unmarshal(resource, &p) == nil && p.ResourceType == "Patient" && idPattern.MatchString(p.ID) && slices.Contains(p.Identifier, ours) {
			found = append(found, "Patient/"+p.ID)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// idPattern is what R4 takes as an id: anything else would make the reference lead elsewhere.
var idPattern = regexp.MustCompile(`^[A-Za-z0-9.-]{1,64}$`)
