package shell

import (
	"testing"

	"portaldesk/app"
	"portaldesk/client"
)

func TestInADemoThePhoneOpensWithTheDeskAndCallsForTheAccountOnScreen(t *testing.T) {
	w := newWorld(t, keyring(t))
	var asked []client.AccountID
	w.shell.o.Demo.Phone = w.portal.Phone()
	w.shell.o.Demo.Truth = func(id client.AccountID) map[client.IdentifierKind]string {
		asked = append(asked, id)
		return nil
	}
	w.signsIn()
	if w.shell.phone == nil {
		t.Fatal("no phone was opened")
	}
	w.shell.house.apply(app.AccountOpened{Account: "a1"})
	if last := asked[len(asked)-1]; last != "a1" {
		t.Errorf("the phone answers for %q", last)
	}
	w.shell.phone.Close()
	w.shell.house.apply(app.AccountOpened{Account: "a2"})
	w.shell.showPhone()
	if last := asked[len(asked)-1]; last != "a2" {
		t.Errorf("a phone opened later answers for %q", last)
	}
}
