package keycloak

import (
	"context"
	"slices"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// What [Prepare] makes in a realm.
const (
	// DeskClient is the public client under which agents sign in.
	DeskClient = "portaldesk"
	// DeskGroup is the group that an agent is put into.
	DeskGroup = "Portaldesk agents"
	// deskRedirect is the loopback address: this server takes any port for it (RFC 8252, 7.3).
	deskRedirect = "http://127.0.0.1/*"
)

// deskRoles are what a desk needs of the admin API, and all that its sign-in client hands on of an agent's roles.
var deskRoles = []string{"view-users", "query-users", "manage-users", "view-events"}

// Preparation is who prepares which realm.
type Preparation struct {
	// Realm is the realm's name; empty for the one that the address names ([Split]).
	Realm string
	// Login and Password are an administrator's of the master realm. They are used once, and kept nowhere.
	Login, Password string
	// Agents are login IDs, there in the realm already, that are put into the group.
	Agents []string
	// DryRun only tells what would be made.
	DryRun bool
}

// Report is what a realm had, what it was given, and what is still to be switched on by hand.
type Report struct {
	Realm  string
	Steps  []Step
	Advice []Advice
}

// Step is one thing that the desk needs.
type Step struct {
	What  string
	State StepState
}

// StepState is what became of a step.
type StepState string

// The states. What is there and is otherwise than the desk needs it is left alone: somebody made it so.
const (
	Made    StepState = "made"
	There   StepState = "there"
	Planned StepState = "planned" // it would be made, without DryRun
	Differs StepState = "differs"
	Absent  StepState = "absent" // an agent whom the realm does not know
)

// Advice is something that the realm has switched off, and where an administrator switches it on.
type Advice struct{ What, Where string }

// Changed says whether anything was made.
func (r Report) Changed() bool {
	return slices.ContainsFunc(r.Steps, func(s Step) bool { return s.State == Made })
}

// Prepare gives a realm what the desk needs: the public client "portaldesk" (code with PKCE on the loopback address, device
// code) and the group "Portaldesk agents", which may look up and manage users and read events. It switches nothing else on.
// A second run finds everything there and changes nothing. BaseURL is the server's base, or any address of the realm.
//
// A wrong password is [client.Unauthenticated]; an administrator who may not is [client.Forbidden]; a realm that is not there
// [client.NotFound].
func Prepare(ctx context.Context, config transport.Config, wanted Preparation) (Report, error) {
	if server, realm, err := Split(config.BaseURL); err == nil {
		config.BaseURL = server
		if wanted.Realm == "" {
			wanted.Realm = realm
		}
	}
	a, err := newAdministrator(ctx, config, wanted)
	if err != nil {
		return Report{}, err
	}
	defer a.leave(ctx)
	report := Report{Realm: wanted.Realm}
	for _, part := range []func(context.Context, *Report) error{a.advise, a.deskClient, a.deskGroup, a.deskAgents} {
		if err := part(ctx, &report); err != nil {
			return report, err
		}
	}
	return report, nil
}

// advise reads what is switched off.
func (a *administrator) advise(ctx context.Context, report *Report) error {
	var r realm
	if err := a.get(ctx, nil, nil, &r); err != nil {
		return err
	}
	for _, advice := range adviceFor(r) {
		if advice.due {
			report.Advice = append(report.Advice, advice.Advice)
		}
	}
	return nil
}

type dueAdvice struct {
	due bool
	Advice
}

func adviceFor(r realm) []dueAdvice {
	const events, adminEvents = "Realm settings, Events, User events settings", "Realm settings, Events, Admin events settings"
	off := func(flag *bool) bool { return flag == nil || !*flag }
	return []dueAdvice{
		{r.SMTPServer["host"] == "", Advice{"Keycloak cannot write to patients: there is no mail server.", "Realm settings, Email"}},
		{off(r.EventsEnabled), Advice{"Sign-ins are not kept: nobody sees why a patient cannot sign in.", events + ", Save events"}},
		{off(r.AdminEventsEnabled), Advice{
			"Changes are not kept: two agents at the same account find each other less surely.", adminEvents + ", Save events",
		}},
		{off(r.AdminEventsDetails), Advice{"What was changed is not kept.", adminEvents + ", Include representation"}},
		{off(r.BruteForceProtected), Advice{
			"Passwords can be guessed without end: nobody is locked.", "Realm settings, Security defenses, Brute force detection",
		}},
		{off(r.EditUsernameAllowed) && !r.EmailAsUsername, Advice{"Login IDs cannot be changed.", "Realm settings, Login, Edit username"}},
	}
}

// step makes what is missing, unless this is a dry run.
func (a *administrator) step(report *Report, what string, missing bool, create func() error) error {
	switch {
	case !missing:
		report.Steps = append(report.Steps, Step{what, There})
	case a.dryRun:
		report.Steps = append(report.Steps, Step{what, Planned})
	default:
		if err := create(); err != nil {
			return err
		}
		report.Steps = append(report.Steps, Step{what, Made})
	}
	return nil
}

// opPrepare names the operation in errors.
const opPrepare = "prepareRealm"

func unprepared(code string) error { return refuse(opPrepare, client.Protocol, code) }
