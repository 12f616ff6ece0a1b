package fhir_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
)

func entries3() []client.AuditEvent {
	var events []client.AuditEvent
	for seq := range uint64(3) {
		events = append(events, client.AuditEvent{
			ID: uuid.NewString(), Seq: seq, Prev: "p", Hash: "h", At: time.Now().UTC(), AgentID: "a", Desk: "d", Action: "unlock",
			Account: "acc-1", Outcome: client.AuditDone,
		})
	}
	return events
}

func methods(writes []asked) string {
	var all []string
	for _, w := range writes {
		all = append(all, w.method+" "+w.path)
	}
	return strings.Join(all, ", ")
}

func TestEntriesAreKeptUnderTheirOwnIDs(t *testing.T) {
	f := newFake(t, statement("", ""), split(nobody, answer(201, `{}`)))
	events := entries3()
	if err := f.records(t).AppendAudit(t.Context(), events); err != nil {
		t.Fatal(err)
	}
	want := "PUT /AuditEvent/" + events[0].ID + ", PUT /AuditEvent/" + events[1].ID + ", PUT /AuditEvent/" + events[2].ID
	if got := methods(f.writes()); got != want {
		t.Errorf("sent %s", got)
	}
}

func TestAServerThatTakesNoIDsIsGivenTags(t *testing.T) {
	for name, metadata := range map[string]http.HandlerFunc{
		"it says so": statement("", `,"updateCreate":false`), "it answers so": statement("", ""),
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t, metadata, split(nobody, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPut {
					answer(404, outcome("not-found", ""))(w, r)
					return
				}
				answer(201, `{}`)(w, r)
			}))
			records, events := f.records(t), entries3()
			for _, some := range [][]client.AuditEvent{events[:1], events[1:]} {
				if err := records.AppendAudit(t.Context(), some); err != nil {
					t.Fatal(err)
				}
			}
			got := methods(f.writes())
			if strings.Count(got, "PUT") > 1 || strings.Count(got, "POST /AuditEvent") != 3 {
				t.Errorf("sent %s", got)
			}
			if last := f.writes()[len(f.writes())-1]; last.unless != "_tag=urn%3Aportaldesk%3Aaudit-event%7C"+events[2].ID {
				t.Errorf("under the condition %q", last.unless)
			}
		})
	}
}

func TestATaggedEntryThatIsThereIsNotSent(t *testing.T) {
	events := entries3()
	first := newFake(t, statement("", `,"updateCreate":false`), split(nobody, answer(201, `{}`)))
	if err := first.records(t).AppendAudit(t.Context(), events); err != nil {
		t.Fatal(err)
	}
	two := recorded(t, "", first.writes()[:2]...)
	f := newFake(t, statement("", `,"updateCreate":false`), split(two, answer(201, `{}`)))
	if err := f.records(t).AppendAudit(t.Context(), events); err != nil {
		t.Fatal(err)
	}
	if n := len(f.writes()); n != 1 {
		t.Errorf("%d were sent", n)
	}
}

func TestAnEntryThatTheServerRefusesIsToldAndHoldsUpNone(t *testing.T) {
	events := entries3()
	f := newFake(t, statement("", ""), split(nobody, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, events[1].ID) {
			answer(422, outcome("value", ""))(w, r)
			return
		}
		answer(201, `{}`)(w, r)
	}))
	wantError(t, f.records(t).AppendAudit(t.Context(), events), client.Invalid, "record-refused")
	if n := len(f.writes()); n != 3 {
		t.Errorf("%d were sent", n)
	}
}

func TestAnEntryBeingWrittenElsewhereIsTriedLater(t *testing.T) {
	f := newFake(t, statement("", `,"updateCreate":false`), split(nobody, answer(409, outcome("conflict", ""))))
	err := f.records(t).AppendAudit(t.Context(), entries3()[:1])
	if client.KindOf(err) != client.Unavailable {
		t.Errorf("got %v", err)
	}
}
