package scorecard

import "testing"

func TestLoginIDsAreMadeLikeTheOneThatTheTestAccountHas(t *testing.T) {
	if like := loginIDsLike("patest"); like != nil {
		t.Errorf("%q for a portal with login IDs of letters", like("zq1"))
	}
	if like := loginIDsLike("pa.test@example.org"); like == nil || like("zq1") != "zq1@example.org" {
		t.Error("no e-mail address of the test account's domain, where patients sign in with one")
	}
}
