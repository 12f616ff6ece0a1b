package fhir

import (
	"context"
	"encoding/json"
	"net/url"
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
	var found []string
	query := url.Values{"identifier": {token(match.System, mrn)}, "_elements": {"identifier"}, "_count": {"2"}}
	err = c.each(ctx, op, "Patient", query, func(resource json.RawMessage) {
		var p patient
		ours := identifier{System: match.System, Value: mrn}
		if json.Unmarshal(resource, &p) == nil && p.ResourceType == "Patient" && p.ID != "" && slices.Contains(p.Identifier, ours) {
			found = append(found, "Patient/"+p.ID)
		}
	})
	if err != nil || len(found) != 1 {
		return ""
	}
	return found[0]
}
