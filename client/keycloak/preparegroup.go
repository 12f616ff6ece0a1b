package keycloak

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"portaldesk/client/transport"
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

// deskAgents puts agents into the group.
func (a *administrator) deskAgents(ctx context.Context, report *Report) error {
	if len(a.agents) == 0 {
		return nil
	}
	desk, err := a.group(ctx)
	if err != nil {
		return err
	}
	for _, login := range a.agents {
		if err := a.join(ctx, report, login, desk); err != nil {
			return err
		}
	}
	return nil
}

func (a *administrator) join(ctx context.Context, report *Report, login string, desk group) error {
	what := "agent " + login + " in the group"
	var found []user
	if err := a.get(ctx, []string{"users"}, url.Values{"username": {login}, "exact": {"true"}}, &found); err != nil {
		return err
	}
	if len(found) != 1 {
		report.Steps = append(report.Steps, Step{what, Absent})
		return nil
	}
	var held []group
	if err := a.get(ctx, []string{"users", found[0].ID, "groups"}, nil, &held); err != nil {
		return err
	}
	missing := !slices.ContainsFunc(held, func(g group) bool { return g.ID == desk.ID })
	return a.step(report, what, missing, func() error {
		return a.send(ctx, []string{"users", found[0].ID, "groups", desk.ID}, transport.Request{Method: http.MethodPut, Want: noContent})
	})
}
