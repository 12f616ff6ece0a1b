package keycloak_test

import (
	"testing"

	"portaldesk/client"
)

// What happened to somebody else must not be shown as this account's.
func TestEventsOfAnotherAccountAreRefused(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	r.gives("GET /events", 200, `[{"id":"e1","time":1795370460550,"type":"LOGIN","userId":"0184fa6b-3e4b-4c50-811d-9d278511ea5f"}]`)
	_, err := desk.SignInAttempts(t.Context(), accountID, 20)
	if client.CodeOf(err) != "another-account" || client.KindOf(err) != client.Protocol {
		t.Errorf("attempts: %v", err)
	}
	if _, err := desk.Account(t.Context(), accountID); client.CodeOf(err) != "another-account" {
		t.Errorf("account: %v", err)
	}
}

// The server finds entries by the beginning of the path: of "f:1:ann" also those of "f:1:anna".
func TestLogOfAnAccountWhoseIDBeginsAlikeIsLeftOut(t *testing.T) {
	r := newRecorded(t)
	desk := r.desk(t)
	r.gives("GET /admin-events", 200, `[`+
		`{"id":"a1","time":1795370460550,"operationType":"ACTION","resourcePath":"users/`+accountID+`x/execute-actions-email"},`+
		`{"id":"a2","time":1795370460540,"operationType":"ACTION","resourcePath":"users/`+accountID+`/execute-actions-email"}]`)
	mail, err := desk.Mail(t.Context(), accountID, 20)
	if err != nil || len(mail) != 1 || mail[0].ID != "a2" {
		t.Errorf("%v, %v", mail, err)
	}
}
