package kratos_test

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"portaldesk/client"
)

const (
	oneQuestion      = "GET /admin/identities/" + string(theID)
	sessionsQuestion = "DELETE /admin/identities/" + string(theID) + "/sessions"
)

var broken = says(500, `{"error":{"code":500,"message":"m"}}`)

// only is an index of rows that are always found. It tells whom it was to forget.
type only struct {
	client.Index
	rows    []client.AccountRow
	removed []client.AccountID
}

func (o *only) Find(context.Context, client.Query) (client.Page[client.AccountRow], error) {
	return client.Page[client.AccountRow]{Items: slices.Clone(o.rows), Total: len(o.rows)}, nil
}

func (o *only) Get(context.Context, client.AccountID) (client.Listed, bool, error) {
	return client.Listed{}, false, nil
}

func (o *only) Put(context.Context, ...client.Listed) error { return nil }

func (o *only) Remove(_ context.Context, ids ...client.AccountID) error {
	o.removed = append(o.removed, ids...)
	return nil
}

func TestAGatewayThatDropsTheQuestionEmptiesNoIndex(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	index := &only{rows: []client.AccountRow{{ID: "99d06c89-7f11-42f6-ba7b-350f65220722"}}}
	c.UseIndex(index)
	_, err := c.Search(t.Context(), client.Query{Text: "maria alvarez"}) // answered with somebody else
	wantKind(t, err, client.Protocol, "another-account")
	f.answers("GET /admin/identities", says(200, `[]`))
	if _, err = c.Search(t.Context(), client.Query{Text: "maria alvarez"}); err != nil || len(index.removed) == 0 {
		t.Errorf("who is gone was not forgotten: %v", err)
	}
}

func TestALookThatIsGivenUpSaysNothingOfTheServer(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	ctx, cancel := context.WithCancel(t.Context())
	begun := "GET /self-service/recovery/api"
	f.answers(begun, func(http.ResponseWriter, *http.Request) {
		cancel()
		panic(http.ErrAbortHandler)
	})
	_, _ = c.Resume(ctx) // asks anew what is mailed
	f.mu.Lock()
	delete(f.on, begun)
	f.mu.Unlock()
	if about, err := c.About(t.Context()); err != nil || !about.Offers(client.ResetByLink) {
		t.Errorf("links are not offered after a look that was given up: %v", err)
	}
}

func TestAnAccessCodeIsNotLostBecauseTheAccountCannotBeReadAgain(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	ordered := order(t, c)
	f.answers("POST /admin/recovery/code", func(w http.ResponseWriter, r *http.Request) {
		f.answers(oneQuestion, broken)
		says(201, `{"recovery_code":"403285","recovery_link":"https://portal.test/recovery?flow=1","expires_at":"2126-11-22T19:24:55Z"}`)(w, r)
	})
	outcome, err := c.IssueAccessCode(t.Context(), ordered, client.AccessCodeIssue{Channel: client.ByVoice})
	if err != nil || outcome.Secret == nil || outcome.Secret.Value != "403285" || outcome.Account.ID != theID {
		t.Errorf("secret %v, %v", outcome.Secret != nil, err)
	}
}

func TestALinkThatWasMailedIsToldThoughSessionsAreLeft(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	f.answers(sessionsQuestion, broken)
	_, err := reset(t, c)
	wantKind(t, err, client.OutcomeUnknown, "sessions-not-ended")
}

func TestDeactivatingOnceMoreEndsTheSessionsThatWereLeft(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	ordered := order(t, c)
	f.answers(sessionsQuestion, broken)
	_, err := c.Deactivate(t.Context(), ordered, "test")
	wantKind(t, err, client.OutcomeUnknown, "sessions-not-ended")
	f.answers(sessionsQuestion, says(204, ""))
	before := f.asked(sessionsQuestion)
	outcome, err := c.Deactivate(t.Context(), ordered, "test")
	if err != nil || outcome.Account.Status != client.StatusDeactivated || f.asked(sessionsQuestion) != before+1 {
		t.Errorf("%s, asked %d times more, %v", outcome.Account.Status, f.asked(sessionsQuestion)-before, err)
	}
	if n := f.asked(patchQuestion); n != 1 {
		t.Errorf("deactivated %d times", n)
	}
}

func TestWhoSignsInWithExactlyThisComesOnceAndFirst(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	other := `{"id":"99d06c89-7f11-42f6-ba7b-350f65220722","state":"active","traits":{},"credentials":{"password":{"identifiers":["pat12"]}}}`
	exact := `{"id":"` + string(theID) + `","state":"active","traits":{},"credentials":{"password":{"identifiers":["pat1"]}}}`
	f.answers("GET /admin/identities", func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Query().Get("credentials_identifier") != "":
			says(200, "["+exact+"]")(w, r)
		default: // in the order of ids
			says(200, "["+exact+","+other+"]")(w, r)
		}
	})
	var got []client.AccountID
	for query := (client.Query{Text: "pat1", Limit: 1}); ; {
		page, err := c.Search(t.Context(), query)
		if err != nil || len(got) > 5 {
			t.Fatalf("%d rows, %v", len(got), err)
		}
		for _, row := range page.Items {
			got = append(got, row.ID)
		}
		if query.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	if want := []client.AccountID{theID, "99d06c89-7f11-42f6-ba7b-350f65220722"}; !slices.Equal(got, want) {
		t.Errorf("found %v", got)
	}
}

func TestAWalkInACircleOfTwoPagesEnds(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	f.answers("GET /admin/identities", func(w http.ResponseWriter, r *http.Request) {
		next := map[string]string{"": "a", "a": "b", "b": "a"}[r.URL.Query().Get("page_token")]
		w.Header().Set("Link", `</admin/identities?page_token=`+next+`>; rel="next"`)
		f.list(w, r)
	})
	pages := 0
	err := c.Walk(t.Context(), "", func([]client.Listed, string, int) error { pages++; return nil })
	wantKind(t, err, client.Protocol, "page-repeated")
	if pages != 2 {
		t.Errorf("%d pages", pages)
	}
}

func TestOnlyAddressesThatAreVerifiedByCodeAreOfferedOne(t *testing.T) {
	f := newFake(t)
	c := f.client(t)
	codes := func() map[client.ContactKind]bool {
		a, err := c.Account(t.Context(), theID)
		if err != nil {
			t.Fatal(err)
		}
		found := map[client.ContactKind]bool{}
		for _, contact := range a.Contacts {
			found[contact.Kind] = !contact.NoCodes
		}
		return found
	}
	if got := codes(); !got[client.ContactEmail] || got[client.ContactPhone] || len(got) != 2 {
		t.Errorf("codes go to %v", got)
	}
	f.mu.Lock()
	f.identity["verifiable_addresses"] = []any{}
	f.mu.Unlock()
	if got := codes(); got[client.ContactEmail] {
		t.Error("a code goes to an address that nothing verifies")
	}
}
