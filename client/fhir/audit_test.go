package fhir_test

import (
	"encoding/json"
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

// Every action of the desk has its meaning in DICOM's words; what is none of them is the use of a restricted function.
func TestAnActionIsCodedAsTheStandardHasIt(t *testing.T) {
	const alert, authentication, query = "110113", "110114", "110112"
	for action, want := range map[string][3]string{
		"sign-in": {authentication, "110122", "E"}, "re-authenticate": {authentication, "110122", "E"}, "sign-out": {authentication, "110123", "E"},
		"verify-caller": {authentication, "", "E"}, "open-account": {query, "", "R"}, "read-all-accounts": {query, "", "R"},
		"reset-password": {alert, "110137", "U"}, "change-login-id": {alert, "110137", "U"}, "access-code": {alert, "110137", "C"},
		"activate": {alert, "110137", "U"}, "deactivate": {alert, "110137", "U"}, "unlock": {alert, "110137", "U"},
		"correct-contact": {alert, "110137", "U"}, "sign-out-everywhere": {alert, "110137", "D"}, "resend-invitation": {alert, "110137", "E"},
		"close-call": {"originate", "", "C"}, "discard-call": {"destroy", "", "D"},
		"promise-callback": {"originate", "", "C"}, "withdraw-callback": {"amend", "", "U"}, "something-new": {alert, "110132", "E"},
	} {
		f := newFake(t, statement("", ""), split(nobody, answer(201, `{}`)))
		event := entries3()[0]
		event.Action = action
		if err := f.records(t).AppendAudit(t.Context(), []client.AuditEvent{event}); err != nil {
			t.Fatal(err)
		}
		if got := codesOf(t, f.writes()[0].body, action); got != want {
			t.Errorf("%s: coded %v, want %v", action, got, want)
		}
	}
}

// codesOf are type, standard subtype and action of an entry, which must also say the desk's own word.
func codesOf(t *testing.T, body, own string) (codes [3]string) {
	t.Helper()
	type coding struct{ System, Code string }
	var entry struct {
		Type    coding
		Subtype []coding
		Action  string
	}
	if err := json.Unmarshal([]byte(body), &entry); err != nil {
		t.Fatal(err)
	}
	if last := entry.Subtype[len(entry.Subtype)-1]; last != (coding{"urn:portaldesk:action", own}) {
		t.Errorf("%s: named %v", own, last)
	}
	codes[0], codes[2] = entry.Type.Code, entry.Action
	if len(entry.Subtype) == 2 {
		codes[1] = entry.Subtype[0].Code
	}
	return codes
}
