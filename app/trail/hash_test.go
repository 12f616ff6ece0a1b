package trail_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"portaldesk/app/trail"
	"portaldesk/client"
)

// TestHashCoversEveryField fails when a field is added to client.AuditEvent and not to the hash.
func TestHashCoversEveryField(t *testing.T) {
	base := trail.HashOf(client.AuditEvent{})
	kind := reflect.TypeFor[client.AuditEvent]()
	for i := range kind.NumField() {
		var e client.AuditEvent
		field := reflect.ValueOf(&e).Elem().Field(i)
		switch value := field.Addr().Interface().(type) {
		case *time.Time:
			*value = time.Unix(1, 1)
		case *uint64:
			*value = 1
		default:
			field.SetString("x")
		}
		if covered := trail.HashOf(e) != base; covered == (kind.Field(i).Name == "Hash") {
			t.Errorf("%s: covered is %t", kind.Field(i).Name, covered)
		}
	}
}

func TestHashTellsNeighbouringFieldsApart(t *testing.T) {
	one := client.AuditEvent{Action: "ab", Account: "c"}
	other := client.AuditEvent{Action: "a", Account: "bc"}
	if trail.HashOf(one) == trail.HashOf(other) {
		t.Error("two events have one hash")
	}
}

func TestHashSurvivesJSONAndTimeZones(t *testing.T) {
	e := client.AuditEvent{Seq: 7, At: time.Date(2026, 3, 1, 12, 0, 0, 120, time.FixedZone("", -7200)), Action: "ż"}
	text, err := json.Marshal(e)
	must(t, err)
	var back client.AuditEvent
	must(t, json.Unmarshal(text, &back))
	if trail.HashOf(back) != trail.HashOf(e) {
		t.Error("the hash changed on the way")
	}
}

// TestHashStaysWhatItIs pins the encoding: portals and old trails depend on it.
func TestHashStaysWhatItIs(t *testing.T) {
	e := client.AuditEvent{
		ID: "i", Seq: 1, Prev: trail.Genesis, At: time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC), AgentID: "a", Desk: "d",
		Action: "unlock", Account: "acc", Call: "c", Outcome: client.AuditDone, Detail: "x",
	}
	const want = "dd7576b719fc3d76bf654688801679c5f3a488ff40ba99fdb00e7f064c4ec592"
	if got := trail.HashOf(e); got != want {
		t.Errorf("got %s", got)
	}
}
