package keycloak_test

import (
	"strings"
	"testing"
	"time"

	"portaldesk/client"
)

// From key to key of a name the same rows come again. What was learnt of one is not asked for anew, unless the desk has changed
// something since or it is long ago.
func TestARowThatComesAgainIsNotAskedAbout(t *testing.T) {
	r := newRecorded(t)
	mustChange := strings.Replace(recordedUser, `"requiredActions":[]`, `"requiredActions":["UPDATE_PASSWORD"]`, 1)
	r.gives("GET /ui-ext/brute-force-user", 200, "["+mustChange+"]")
	r.gives("GET /users", 200, "["+mustChange+"]")
	desk := r.desk(t)
	asked := func() int { return len(r.written("GET", "/users/"+accountID+"/credentials")) }
	look := func(text string, want client.Status) {
		t.Helper()
		page, err := desk.Search(t.Context(), client.Query{Text: text})
		if err != nil || len(page.Items) != 1 || page.Items[0].Status != want {
			t.Fatalf("%s: %+v, %v", text, page.Items, err)
		}
	}
	look("had", client.StatusResetPending)
	look("hadd", client.StatusResetPending)
	if asked() != 1 {
		t.Errorf("asked %d times about one row", asked())
	}

	now := change(t, desk)
	before := asked()
	if _, err := desk.SignOutEverywhere(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	r.gives("GET /users/"+accountID+"/credentials", 200, "[]")
	afterwards := asked()
	look("hadda", client.StatusInvited)
	if asked() != afterwards+1 || before == 0 {
		t.Error("after a change the row must be asked about anew")
	}

	r.gives("GET /users/"+accountID+"/credentials", 200, `[{"id":"1","type":"password"}]`)
	look("haddad", client.StatusInvited) // what was learnt a moment ago
	r.ahead.Add(int64(11 * time.Second))
	look("haddad", client.StatusResetPending)
}
