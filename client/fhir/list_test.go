package fhir_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"portaldesk/client"
)

func TestADoubleOnTheNextPageIsLeftOut(t *testing.T) {
	newest, oldest := shortCall(), shortCall()
	oldest.ClosedAt = oldest.OpenedAt
	written := writtenAs(t, newest, oldest)
	next := "https://elsewhere.example/other/base?_getpages=7&_getpagesoffset=1"
	f := newFake(t, statement("", ""), inTurn(recorded(t, next, written[0], written[1]), recorded(t, "", written[1], written[1])))
	records := f.records(t)
	first, err := records.Calls(t.Context(), client.CallQuery{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := records.Calls(t.Context(), client.CallQuery{Cursor: first.Next})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]client.Call{newest, oldest}, append(first.Items, second.Items...)); diff != "" {
		t.Error(diff)
	}
	if went := f.requests()[1]; went.path != "" || went.query != "_getpages=7&_getpagesoffset=1" {
		t.Errorf("the next page was asked for at %+v", went)
	}
	if second.Next != "" {
		t.Error("the pages do not end")
	}
}

func TestAPageThatLeadsToItselfIsTheLast(t *testing.T) {
	f := newFake(t, statement("", ""), func(w http.ResponseWriter, r *http.Request) {
		recorded(t, r.URL.String())(w, r)
	})
	page, err := f.records(t).Calls(t.Context(), client.CallQuery{})
	if err != nil || page.Next != "" {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestAServerThatIgnoresWhatItWasAskedFor(t *testing.T) {
	mine, other := shortCall(), shortCall()
	other.Account = "acc-2"
	everything := recorded(t, "", writtenAs(t, mine, other)...)
	f := newFake(t, statement("", ""), everything)
	page, err := f.records(t).Calls(t.Context(), client.CallQuery{Account: "acc-1"})
	if err != nil || len(page.Items) != 1 || page.Items[0].ID != mine.ID {
		t.Errorf("%+v, %v", page, err)
	}
	new := shortCall()
	_, err = f.records(t).AmendCall(t.Context(), client.Amendment{ID: shortCall().ID, Call: new.ID, At: time.Now()})
	wantError(t, err, client.NotFound, "call-not-found")
}

func TestHostileListsAreErrorsOrEmpty(t *testing.T) {
	for name, body := range map[string]string{
		"not a bundle":     `{"resourceType":"Patient","id":"1"}`,
		"a batch":          `{"resourceType":"Bundle","type":"batch-response"}`,
		"a list":           `[]`,
		"entries of wrong": `{"resourceType":"Bundle","type":"searchset","entry":"x"}`,
		"cut":              `{"resourceType":"Bundle","type":"searchset","entry":[{`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := newFake(t, statement("", ""), answer(200, body)).records(t).Calls(t.Context(), client.CallQuery{})
			if client.KindOf(err) != client.Protocol {
				t.Errorf("got %v", err)
			}
		})
	}
	strangers := []string{
		`{"resourceType":"Patient","id":"1"}`, `{"resourceType":"Communication","status":"completed"}`, `null`, `7`, `{"resourceType":7}`,
		`{"resourceType":"Communication","identifier":[{"system":"urn:portaldesk:call"}],"payload":[{}],"note":[],"extension":[{"url":7}]}`,
	}
	body := `{"resourceType":"Bundle","type":"searchset","entry":[{"resource":` + strings.Join(strangers, `},{"resource":`) + `}]}`
	page, err := newFake(t, statement("", ""), answer(200, body)).records(t).Calls(t.Context(), client.CallQuery{})
	if err != nil || len(page.Items) != 0 {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestACallOfWhichOnlyItsNameIsKnownIsStillRead(t *testing.T) {
	body := `{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Communication","sent":"yesterday",
		"identifier":[{"system":"urn:portaldesk:call","value":"x"}],"payload":[{"contentString":"y"}],"note":[{"text":"z"}]}}]}`
	page, err := newFake(t, statement("", ""), answer(200, body)).records(t).Calls(t.Context(), client.CallQuery{})
	want := []client.Call{{ID: "x", Note: "z", Done: []client.Deed{}}}
	if err != nil || !cmp.Equal(want, page.Items) {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestAPageThatTheServerForgotIsAnUnknownCursor(t *testing.T) {
	f := newFake(t, statement("", ""), inTurn(recorded(t, "https://x.example/fhir/Communication?p=2"), answer(http.StatusGone, outcome("not-found", ""))))
	records := f.records(t)
	page, err := records.Calls(t.Context(), client.CallQuery{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = records.Calls(t.Context(), client.CallQuery{Cursor: page.Next})
	wantError(t, err, client.Invalid, "cursor-unknown")
}
