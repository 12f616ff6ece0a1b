package portaltest_test

import (
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest"
	"portaldesk/client/portaltest/demotest"
)

// fault is something that a portal may do wrong, and the test that must notice.
type fault struct {
	name   string
	group  string
	caught string // the test, or the beginning of its name
	wrong  func(client.Portal) client.Portal
}

var faults = []fault{
	{"pages overlap", "look-up", "pages are complete", searching(overlapping)},
	{"a row is lost among thousands", "look-up", "thousands are complete", searching(losing)},
	{"wildcards find everybody", "look-up", "hostile texts", searching(wild)},
	{"long texts break it", "look-up", "hostile texts", searching(fragile)},
	{"rows show the birth date", "look-up", "rows are masked", searching(bare)},
	{"a state is ignored", "look-up", "by state", searching(anyState)},
	{"e-mail addresses go by case", "look-up", "by e-mail", searching(caseful)},
	{"a page goes round in a circle", "look-up", "thousands are complete", searching(circling)},
	{"row and detail differ", "account", "detail and row agree", reading(otherwise)},
	{"an unknown account is a fault", "account", "unknown account", reading(faulty)},
	{"the adapter throws", "account", "detail", reading(throwing)},
	{"signing out does nothing", "session", "sign out", func(p client.Portal) client.Portal { return stuck{p} }},
	{"lies match", "verification", "each identifier", func(p client.Portal) client.Portal { return gullible{p} }},
	{"nothing is said of what is not offered", "about", "what is not offered", saying(mute)},
	{"what is not offered is done", "operation", "unlock", saying(modest)},
	{"what is offered is not done", "operation", "deactivate", operating(idle)},
	{"the agent is shown what was sent", "operation", "reset by link", operating(talkative)},
	{"a repeated answer shows the secret", "repetition", "same key again", operating(remembering())},
	{"an old version is taken", "rule", "account changed meanwhile", operating(careless)},
	{"a change is lost in silence", "two at once", "e-mail and state, one after", operating(silent)},
	{"a call is kept twice", "call", "kept once", func(p client.Portal) client.Portal { return doubling{p} }},
	{"a note comes back cut", "call", "listed newest first", func(p client.Portal) client.Portal { return cutting{p} }},
	{"calls of any time", "call", "narrowed by each", deafTo(func(q *client.CallQuery) { q.Until = time.Time{} })},
	{"calls of any agent", "call", "narrowed by each", deafTo(func(q *client.CallQuery) { q.AgentID = "" })},
	{"calls of any cause", "call", "narrowed by each", deafTo(func(q *client.CallQuery) { q.Reason.Cause = "" })},
	{"calls of any outcome", "call", "narrowed by two", deafTo(func(q *client.CallQuery) { q.Outcome = "" })},
	{"calls with any text", "call", "looked for by text", deafTo(func(q *client.CallQuery) { q.Contains = "" })},
	{"accents matter", "call", "looked for by text", deafTo(func(q *client.CallQuery) { q.Contains = strings.ToUpper(q.Contains) + accented(q.Contains) })},
	{"one order for all", "call", "listed in each order", deafTo(func(q *client.CallQuery) { q.Order = client.NewestCalls })},
	{"a narrowed page loses a call", "call", "a narrowed list in pages", func(p client.Portal) client.Portal { return narrow{p} }},
	{"what is repeated is forgotten", "call", "a repeated call", func(p client.Portal) client.Portal { return forgetful{p} }},
}

func TestEachFaultIsCaughtByTheTestForIt(t *testing.T) {
	t.Setenv("PORTALDESK_RESULTS", "") // what fails here says nothing about a server
	for _, fault := range faults {
		t.Run(fault.name, func(t *testing.T) {
			portal := demotest.Start(t, demoportal.Options{Accounts: 1600})
			target := portal.Target(t, portal.Config())
			connect := target.Connect
			target.Connect = func() (client.Portal, error) {
				sound, err := connect()
				return fault.wrong(sound), err
			}
			results := portaltest.Run(&bystander{T: t, group: fault.group}, target)
			if !slices.ContainsFunc(results, func(r portaltest.Result) bool {
				return r.Outcome == portaltest.Failed && strings.HasPrefix(r.Test, fault.caught)
			}) {
				t.Errorf("%q did not notice; failed: %+v", fault.caught, failed(results))
			}
			tellsNothing(t, portal, results)
		})
	}
}

// TestARoleThatStillWorksIsCaught has the order to take a role away not obeyed.
func TestARoleThatStillWorksIsCaught(t *testing.T) {
	t.Setenv("PORTALDESK_RESULTS", "")
	portal := demotest.Start(t, demoportal.Options{Accounts: 1600})
	target := portal.Target(t, portal.Config())
	target.Faults.Revoke = func(string) func() { return func() {} }
	if found := failed(portaltest.Run(&bystander{T: t, group: "role"}, target)); len(found) != 1 {
		t.Errorf("failed: %+v", found)
	}
}

func failed(results []portaltest.Result) []portaltest.Result {
	return slices.DeleteFunc(slices.Clone(results), func(r portaltest.Result) bool { return r.Outcome != portaltest.Failed })
}

// tellsNothing wants no value of any sample in what is written of a portal that fails: results go into README and reports.
func tellsNothing(t *testing.T, portal *demotest.Demo, results []portaltest.Result) {
	t.Helper()
	text, err := json.Marshal(results)
	if err != nil {
		t.Fatal(err)
	}
	for trait, samples := range portal.Samples() {
		for _, sample := range samples[:min(len(samples), 40)] {
			for kind, value := range sample.Says {
				if len(value) > 5 && strings.Contains(string(text), value) {
					t.Fatalf("the results tell the %s of somebody who is %s", kind, trait)
				}
			}
		}
	}
}

// bystander is a runner beneath which the tests of one group may fail without failing itself.
type bystander struct {
	*testing.T
	group string
	deep  bool
}

func (*bystander) Errorf(string, ...any) {}
func (*bystander) Logf(string, ...any)   {}

// FailNow ends the goroutine, as that of a *testing.T does.
func (*bystander) FailNow() { runtime.Goexit() }

func (b *bystander) Run(name string, run func(*bystander)) bool {
	if !b.deep && name != b.group {
		return true
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run(&bystander{b.T, b.group, true})
	}()
	<-ended
	return true
}
