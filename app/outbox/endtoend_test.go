package outbox_test

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/apptest"
	"portaldesk/app/outbox"
	"portaldesk/app/secret"
	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
)

// hurried is a client's clock on which waits are over at once.
type hurried struct{}

func (hurried) Now() time.Time { return time.Now() }

func (hurried) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// line is an agent signed in at a demo portal.
type line struct {
	*demoportal.Server
	portal client.Portal
	agent  client.Agent
}

func signIn(t *testing.T) line {
	t.Helper()
	server := apptest.StartPortal(t, demoportal.Options{Accounts: 50})
	config := adminapi.Config{BaseURL: server.URL(), CAPEM: server.CAPEM(), Clock: hurried{}}
	portal, err := adminapi.New(config, secret.Tokens(secret.InMemory(), "profile-1"))
	if err != nil {
		t.Fatal(err)
	}
	who := server.Agents()[0]
	session, err := portal.SignIn(t.Context(), client.Credentials{Login: who.Login, Password: who.Password})
	if err != nil {
		t.Fatal(err)
	}
	return line{server, portal, session.Agent}
}

// records is every call the portal has; one that it has twice fails the test.
func (l line) records(t *testing.T) map[client.CallID]client.Call {
	t.Helper()
	found := map[client.CallID]client.Call{}
	for query := (client.CallQuery{Limit: 100}); ; {
		page, err := l.portal.Calls(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range page.Items {
			if _, twice := found[call.ID]; twice {
				t.Error("the portal has a call twice")
			}
			found[call.ID] = call
		}
		if query.Cursor = page.Next; query.Cursor == "" {
			return found
		}
	}
}

func TestWhateverHappensOnTheWayThePortalHasOneRecordEach(t *testing.T) {
	const dropped = 20 // more than the client repeats by itself
	for name, fault := range map[string]struct {
		begin func(*demoportal.Faults)
		kind  client.Kind
	}{
		"nothing":               {func(*demoportal.Faults) {}, ""},
		"one answer dropped":    {func(f *demoportal.Faults) { f.DropReplies("createCalls", 1) }, ""},
		"every answer dropped":  {func(f *demoportal.Faults) { f.DropReplies("createCalls", dropped) }, client.OutcomeUnknown},
		"offline":               {func(f *demoportal.Faults) { f.Offline(true) }, client.Offline},
		"unavailable":           {func(f *demoportal.Faults) { f.Fail(dropped, 503) }, client.Unavailable},
		"broken":                {func(f *demoportal.Faults) { f.Fail(dropped, 500) }, client.Unavailable},
		"access expired":        {func(f *demoportal.Faults) { f.ExpireAccess() }, ""},
		"role taken away":       {func(f *demoportal.Faults) { f.RevokeRole("mortiz") }, client.Forbidden},
		"answer dropped, twice": {func(f *demoportal.Faults) { f.DropReplies("createCalls", 2) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l := signIn(t)
			where := newPlace(t)
			s := where.open(t)
			box := mustNew(t, s, l.portal, outbox.Options{AgentID: l.agent.ID})
			want := map[client.CallID]client.Call{}
			for i := range client.MaxBatch + 20 {
				call := closedCall(l.agent.ID, "note "+strconv.Itoa(i))
				want[call.ID] = call
			}
			put(t, s, box, slices.Collect(maps.Values(want))...)
			fault.begin(l.Faults())
			if _, err := box.Deliver(t.Context()); !same(client.KindOf(err), fault.kind) {
				t.Fatalf("during the fault: %v, want kind %q", err, fault.kind)
			}
			s.Close() // and the desk dies, too
			l.Faults().Clear()
			if err := l.Faults().Offline(false); err != nil {
				t.Fatal(err)
			}
			box = mustNew(t, where.open(t), l.portal, outbox.Options{AgentID: l.agent.ID})
			if _, err := box.Deliver(t.Context()); err != nil || box.Summary().Waiting != 0 {
				t.Fatalf("after the fault: %v, %+v", err, box.Summary())
			}
			if diff := cmp.Diff(want, l.records(t)); diff != "" {
				t.Errorf("records (-put +kept):\n%s", diff)
			}
		})
	}
}

// same lets an offline portal also be one whose answer was lost: a connection from before may break under a request.
func same(got, want client.Kind) bool {
	return got == want || want == client.Offline && got == client.OutcomeUnknown
}

func TestRefusalOfTheRealPortalNamesTheField(t *testing.T) {
	l := signIn(t)
	s := newPlace(t).open(t)
	box := mustNew(t, s, l.portal, outbox.Options{AgentID: l.agent.ID})
	bad, good := closedCall(l.agent.ID, "bad"), closedCall(l.agent.ID, "good")
	bad.Account = "no-such-account"
	put(t, s, box, bad, good)
	if result, err := box.Deliver(t.Context()); err != nil || result != (outbox.Result{Delivered: 1, Refused: 1}) {
		t.Fatalf("%+v (%v)", result, err)
	}
	entry := list(t, box)[0]
	if entry.Code != "call-invalid" || len(entry.Fields) != 1 || entry.Fields[0].Field != "accountId" {
		t.Fatalf("refused with %s, %v", entry.Code, entry.Fields)
	}
	bad.Account = ""
	if err := box.Mend(bad); err != nil {
		t.Fatal(err)
	}
	if result, err := box.Deliver(t.Context()); err != nil || result.Delivered != 1 || len(l.records(t)) != 2 {
		t.Errorf("mended: %+v (%v)", result, err)
	}
}
