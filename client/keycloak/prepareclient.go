package keycloak

import (
	"context"
	"net/url"
	"slices"
)

// clientSettings is a ClientRepresentation, as far as the desk needs it.
type clientSettings struct {
	ID                        string            `json:"id,omitempty"`
	ClientID                  string            `json:"clientId"`
	Name                      string            `json:"name,omitempty"`
	Enabled                   bool              `json:"enabled"`
	PublicClient              bool              `json:"publicClient"`
	StandardFlowEnabled       bool              `json:"standardFlowEnabled"`
	DirectAccessGrantsEnabled bool              `json:"directAccessGrantsEnabled"`
	FullScopeAllowed          bool              `json:"fullScopeAllowed"`
	RedirectURIs              []string          `json:"redirectUris"`
	Attributes                map[string]string `json:"attributes"`
}

// deskSettings are the client that is made. It hands on no role but those of a desk, so that a token of somebody who may do
// more can do no more.
func deskSettings() clientSettings {
	return clientSettings{
		ClientID: DeskClient, Name: "Portaldesk", Enabled: true, PublicClient: true, StandardFlowEnabled: true,
		RedirectURIs: []string{deskRedirect},
		Attributes: map[string]string{
			"pkce.code.challenge.method":                "S256",
			"oauth2.device.authorization.grant.enabled": "true",
		},
	}
}

// serves says whether agents can sign in with the client as it is.
func (s clientSettings) serves() bool {
	return s.Enabled && s.PublicClient && s.StandardFlowEnabled && s.Attributes["pkce.code.challenge.method"] == "S256" &&
		slices.Contains(s.RedirectURIs, deskRedirect)
}

// role is a RoleRepresentation.
type role struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// deskClient makes the client through which agents sign in.
func (a *administrator) deskClient(ctx context.Context, report *Report) error {
	const what = "client " + DeskClient
	found, err := a.client(ctx, DeskClient)
	if err != nil {
		return err
	}
	if found.ID != "" && !found.serves() {
		report.Steps = append(report.Steps, Step{what, Differs})
		return nil
	}
	err = a.step(report, what, found.ID == "", func() error { return a.create(ctx, []string{"clients"}, deskSettings()) })
	if err != nil || found.FullScopeAllowed {
		return err
	}
	if found.ID == "" {
		if found, err = a.client(ctx, DeskClient); err != nil {
			return err
		}
	}
	return a.grant(ctx, report, grantee{"permission to hand on ", "clients", found.ID, "scope-mappings"})
}

// client is the client of a name; without an ID when there is none.
func (a *administrator) client(ctx context.Context, name string) (clientSettings, error) {
	var found []clientSettings
	if err := a.get(ctx, []string{"clients"}, url.Values{"clientId": {name}}, &found); err != nil {
		return clientSettings{}, err
	}
	for _, c := range found {
		if c.ClientID == name {
			return c, nil
		}
	}
	return clientSettings{}, nil
}

// grantee is who gets the roles of a desk, and by which of its lists.
type grantee struct{ what, kind, id, list string }

// grant gives the roles of a desk that are missing.
func (a *administrator) grant(ctx context.Context, report *Report, to grantee) error {
	management, err := a.client(ctx, "realm-management")
	if err != nil {
		return err
	}
	if management.ID == "" {
		return unprepared("no-admin-roles")
	}
	var held []role
	path := []string{to.kind, to.id, to.list, "clients", management.ID}
	if to.id != "" {
		if err := a.get(ctx, path, nil, &held); err != nil {
			return err
		}
	}
	for _, name := range deskRoles {
		missing := !slices.ContainsFunc(held, func(r role) bool { return r.Name == name })
		err := a.step(report, to.what+name, missing, func() error {
			var r role
			if err := a.get(ctx, []string{"clients", management.ID, "roles", name}, nil, &r); err != nil {
				return err
			}
			return a.create(ctx, path, []role{r})
		})
		if err != nil {
			return err
		}
	}
	return nil
}
