package setup_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/ui/signin/setup"
)

// office is what runs a Keycloak: it looks, makes and puts agents into the group, and remembers how it was asked.
type office struct {
	asked []keycloak.Preparation
	made  bool
	known string // the login that is in the realm
}

func (o *office) prepare(_ context.Context, _ profile.Profile, wanted keycloak.Preparation) (keycloak.Report, error) {
	if wanted.Password != "right" {
		return keycloak.Report{}, &client.Error{Kind: client.Unauthenticated, Code: "credentials-wrong"}
	}
	o.asked = append(o.asked, wanted)
	state := keycloak.Planned
	if o.made = o.made || !wanted.DryRun; o.made {
		state = keycloak.Made
	}
	report := keycloak.Report{Steps: []keycloak.Step{{What: "client portaldesk", State: state}},
		Advice: []keycloak.Advice{{What: "No mail server.", Where: "Realm settings, Email"}}}
	for _, login := range wanted.Agents {
		step := keycloak.Step{What: "agent " + login + " in the group", State: keycloak.Made}
		if login != o.known {
			step.State = keycloak.Absent
		}
		report.Steps = append(report.Steps, step)
	}
	return report, nil
}

// prepares goes from a Keycloak that does not know Portaldesk to what would be made there.
func (o *office) prepares(t *testing.T) *world {
	w := newWorld(t, func(options *setup.Options) { options.Prepare = o.prepare })
	w.server.signIn = func(context.Context, client.Credentials) error {
		if !o.made {
			return &client.Error{Kind: client.Invalid, Code: "client-unknown"}
		}
		return nil
	}
	w.chooses(profile.KindKeycloak)
	w.Type("https://id.example.org/realms/patients")
	w.Press("Return")
	w.MustSee("The sign-in service does not know Portaldesk", "mends that from here", "Prepare this Keycloak…")
	w.Press("Return")
	w.MustSee("kept nowhere", "First it only looks.")
	w.Type("admin")
	w.Press("Return")
	w.Type("wrong")
	w.Press("Return")
	w.MustSee("That login or password is not right")
	w.Replace("right")
	w.Press("Return")
	w.MustSee("client portaldesk: will be made", "Create what is missing", "Who works at the desk?")
	if o.made {
		t.Fatal("something was made before anybody said so")
	}
	return w
}

func TestAFreshKeycloakIsPreparedByAnAdministratorWhoIsNotRemembered(t *testing.T) {
	o := &office{}
	w := o.prepares(t)
	w.Press("Return")
	w.MustSee("client portaldesk: made", "into the group “Portaldesk agents”", "No mail server. Switch it on: Realm settings, Email.")
	w.Press("Return")
	w.MustSee("Connected")
	if strings.Contains(w.Words(), "admin ") || len(o.asked) != 2 || !o.asked[0].DryRun || o.asked[1].Login != "admin" {
		t.Errorf("asked %+v; seen: %s", o.asked, w.Words())
	}
}

func TestAgentsArePutIntoTheGroupOnTheWay(t *testing.T) {
	o := &office{known: "mortiz"}
	w := o.prepares(t)
	w.Type("mortis, jlee;")
	w.Press("Return")
	w.MustSee("agent jlee in the group: nobody has this login in this realm", "Who works at the desk?")
	w.Replace("mortiz")
	w.Press("Return")
	w.MustSee("agent mortiz in the group: made")
	w.MustNotSee("Who works at the desk?", "Now put everybody")
	w.Press("Return")
	w.MustSee("Connected")
	if got := o.asked[1].Agents; !slices.Equal(got, []string{"mortis", "jlee"}) {
		t.Errorf("put in: %q", got)
	}
}
