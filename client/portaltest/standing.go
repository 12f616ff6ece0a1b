package portaltest

import (
	"strings"

	"portaldesk/client"
)

func (s *suite) activates(t *trial) {
	did := s.operate(t, of(client.ActivatesAccount))
	if did.Account.Status != client.StatusActive {
		t.Errorf("activated, and %s", did.Account.Status)
	}
}

func (s *suite) deactivates(t *trial) {
	o := of(client.DeactivatesIt)
	s.refusesUnoffered(t, o)
	d := s.permitted(t, o.ability)
	sample := s.suiting(t, o)
	before := s.places(t, d, sample)
	did := s.operateOn(t, d, sample, o.ability, deactivateFor("Suspected misuse"))
	if did.Account.Status != client.StatusDeactivated {
		t.Errorf("deactivated, and %s", did.Account.Status)
	}
	if s.keeps(Reasoned) && !strings.Contains(did.Account.Reason, "Suspected misuse") {
		t.Errorf("the reason is not kept")
	}
	s.signedInNowhere(t, did, before)
}

func (s *suite) deactivateReason(t *trial) {
	o := of(client.DeactivatesIt)
	s.refusesUnoffered(t, o)
	s.byServer(t, o.ability)
	d := s.permitted(t, o.ability)
	c := s.patient(t, d, s.borrow(t, Reachable)).proven(t, s.about.Verification.Levels[o.ability])
	for _, reason := range []string{"", strings.Repeat("x", 65)} {
		_, err := d.Deactivate(t.Context(), c.change(t), reason)
		s.want(t, err, client.Invalid)
	}
}

func (s *suite) resendsInvitation(t *trial) {
	did := s.operate(t, of(client.ResendsInvitation))
	if did.Secret != nil || len(did.Notified) == 0 {
		t.Errorf("secret %v, %d notified", did.Secret != nil, len(did.Notified))
	}
	if did.Account.Status != client.StatusInvited {
		t.Errorf("invited, and %s", did.Account.Status)
	}
}
