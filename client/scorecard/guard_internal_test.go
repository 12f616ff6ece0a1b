package scorecard

import (
	"reflect"
	"slices"
	"testing"

	"portaldesk/client"
)

// reads are the methods of a portal that change nothing; what is behind a verification is behind BeginVerification.
var reads = []string{
	"About", "SignIn", "Resume", "Reauthenticate", "Search", "Account", "SignInAttempts", "Mail", "Sessions", "Calls", "AuditEvents",
	"Approvals",
	"CheckIdentifier", "SendCode", "CheckCode", "AttestCallBack",
}

// asked is a portal that fails the test when it is asked for anything.
type asked struct{ client.Portal }

// TestTheGuardLetsNoWriteThrough calls every method of a portal that is not known to read: one that is added later must be
// thought of here.
func TestTheGuardLetsNoWriteThrough(t *testing.T) {
	guards := map[string]*guard{"nothing allowed": newGuard(asked{}), "another account allowed": newGuard(asked{})}
	guards["another account allowed"].allow("test-account")
	for name, g := range guards {
		for method := range reflect.TypeFor[client.Portal]().Methods() {
			if slices.Contains(reads, method.Name) {
				continue
			}
			err := call(t, g, method)
			if client.CodeOf(err) != "guarded" {
				t.Errorf("%s: %s answered %v", name, method.Name, err)
			}
		}
		if len(g.changes()) > 0 {
			t.Errorf("%s: said to be changed: %v", name, g.changes())
		}
	}
}

// call calls a method about somebody else's account.
func call(t *testing.T, g *guard, method reflect.Method) error {
	t.Helper()
	bound := reflect.ValueOf(g).MethodByName(method.Name)
	args := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := 1; i < bound.Type().NumIn(); i++ {
		args = append(args, about(bound.Type().In(i)))
	}
	results := bound.Call(args)
	err, _ := results[len(results)-1].Interface().(error)
	return err
}

// about is an argument that names another account.
func about(kind reflect.Type) reflect.Value {
	switch kind {
	case reflect.TypeFor[client.AccountID]():
		return reflect.ValueOf(client.AccountID("somebody"))
	case reflect.TypeFor[client.Change]():
		return reflect.ValueOf(client.Change{Account: "somebody"})
	case reflect.TypeFor[[]client.Call]():
		return reflect.ValueOf([]client.Call{{Account: "somebody"}})
	case reflect.TypeFor[[]client.AuditEvent]():
		return reflect.ValueOf([]client.AuditEvent{{Account: "somebody"}})
	}
	return reflect.Zero(kind)
}
