package demoportal_test

import (
	"bytes"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

func TestTheSameKeyDoesTheWorkOnceAndRepeatsTheAnswerWithoutTheSecret(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	order := d.operation(id, "password-reset", d.prove(id), map[string]any{"way": "temporary"})
	order.key = uuid.NewString()
	first := d.do(order).is(200)
	again := d.do(order).is(200)
	if again.header.Get("Idempotency-Replayed") != "true" || first.header.Get("Idempotency-Replayed") != "" {
		t.Error("the replay is not marked, or the first answer is")
	}
	outcome := read[client.Outcome](first)
	if replayed := read[client.Outcome](again); replayed.Secret != nil || len(replayed.Notified) != len(outcome.Notified) {
		t.Errorf("replayed %+v", replayed)
	}
	if again.header.Get("ETag") != first.header.Get("ETag") || d.account(id).Version != first.header.Get("ETag") {
		t.Error("the work was done twice")
	}
	if _, err := d.portal.Patient(id).SignIn(d.portal.Patient(id).LoginID(), outcome.Secret.Value); err != nil {
		t.Errorf("the first secret does not work after the replay: %v", err)
	}
}

func TestADroppedReplyIsSettledByTheSameKey(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	order := d.operation(id, "sign-out", d.prove(id), nil)
	order.key = uuid.NewString()
	d.portal.Faults().DropReplies("signOutEverywhere", 1)
	if answer, err := d.try(order); err == nil {
		t.Fatalf("the answer came: %d", answer.status)
	}
	again := d.do(order).is(200)
	if again.header.Get("Idempotency-Replayed") != "true" {
		t.Error("the work was not done before the reply was dropped")
	}
}

func TestKeysAreNeededAndGoodForOneRequestOfOneAgent(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	verifications := "/accounts/" + string(id) + "/verifications"
	begin := ask{method: http.MethodPost, path: verifications, body: asPatient(), key: uuid.NewString()}
	for _, key := range []string{"-", "no uuid"} {
		wrong := begin
		wrong.key = key
		d.do(wrong).refused(400, "idempotency-key-missing")
	}
	first := d.do(begin).is(201)
	if again := d.do(begin).is(201); !bytes.Equal(first.body, again.body) {
		t.Error("another answer to the same key")
	}
	otherBody, otherPath := begin, begin
	otherBody.body = asPatient()
	otherPath.path = "/accounts/" + string(d.one("locked")) + "/verifications"
	d.do(otherBody).refused(422, "idempotency-key-reused")
	d.do(otherPath).refused(422, "idempotency-key-reused")
	if other := d.as("jdoe").do(begin).is(201); other.header.Get("Idempotency-Replayed") != "" {
		t.Error("one agent was given the answer of another")
	}
}

func TestAProofIsRepeatedWithItsAnswer(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	v := d.identify(d.begin(id, asPatient()))
	callBack := ask{
		method: http.MethodPost, path: "/verifications/" + string(v.ID) + "/call-back", key: uuid.NewString(),
		body: map[string]any{"contactId": contact(d.account(id), client.ContactPhone)},
	}
	first, again := d.do(callBack).is(200), d.do(callBack).is(200)
	if !bytes.Equal(first.body, again.body) || read[client.Verification](again).Proof == nil {
		t.Errorf("repeated answer %s", again.body)
	}
}

func TestAKeyWhoseFirstRequestStillRunsIsInProgress(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	order := ask{method: http.MethodPost, path: "/accounts/" + string(d.one("active")) + "/verifications", body: asPatient(), key: uuid.NewString()}
	d.portal.Faults().Slow(time.Hour)
	codes := make(chan string, 2)
	for range 2 {
		go func() {
			answer, err := d.try(order)
			if err != nil {
				codes <- "broken"
				return
			}
			codes <- answer.code()
		}()
	}
	// One of the two runs and is held back; the other one must be refused at once.
	if code := <-codes; code != "idempotency-in-progress" {
		t.Errorf("the second request with the key: %q", code)
	}
	_ = d.portal.Close()
	<-codes
}

func TestARefusedRequestLeavesItsKeyFree(t *testing.T) {
	d := start(t, demoportal.Options{}).as("mortiz")
	id := d.one(demoportal.TraitAdult)
	order := d.operation(id, "sign-out", d.prove(id), nil)
	order.key = uuid.NewString()
	current := order.match
	order.match = `"old"`
	d.do(order).refused(412, "account-changed")
	order.match = current
	d.do(order).is(200)
}
