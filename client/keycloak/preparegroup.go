package keycloak

import (
	"context"
	"net/url"
)

// group is a GroupRepresentation.
type group struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
}

// deskGroup makes the group of the agents, and gives it what they need.
func (a *administrator) deskGroup(ctx context.Context, report *Report) error {
	found, err := a.group(ctx)
	if err != nil {
		return err
	}
	err = a.step(report, "group "+DeskGroup, found.ID == "", func() error { return a.create(ctx, []string{"groups"}, group{Name: DeskGroup}) })
	if err != nil {
		return err
	}
	if found.ID == "" {
		if found, err = a.group(ctx); err != nil {
			return err
		}
	}
	return a.grant(ctx, report, grantee{"permission of the group ", "groups", found.ID, "role-mappings"})
}

// group is the group of the agents; without an ID when there is none.
func (a *administrator) group(ctx context.Context) (group, error) {
	var found []group
	query := url.Values{"search": {DeskGroup}, "exact": {"true"}}
	if err := a.get(ctx, []string{"groups"}, query, &found); err != nil {
		return group{}, err
	}
	for _, g := range found {
		if g.Name == DeskGroup {
			return g, nil
		}
	}
	return group{}, nil
}
