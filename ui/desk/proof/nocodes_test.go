package proof_test

import (
	"testing"

	"portaldesk/ui/desk/proof"
)

func TestAContactThatNoCodeReachesIsOnlyCalledBack(t *testing.T) {
	w := newWorld(t)
	w.state.Matched = w.panelKinds()
	account := w.account()
	account.Contacts[0].NoCodes, account.Contacts[1].NoCodes = true, true
	w.panel.Show(proof.Subject{Account: account, InCall: true, Check: w})
	w.MustSee("***-0147", "Called back")
	w.MustNotSee("Send code", "c****@example.net")
}
