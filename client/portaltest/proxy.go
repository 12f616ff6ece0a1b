package portaltest

import (
	"slices"
	"testing"

	"portaldesk/client"
)

func (s *suite) proxyTests() []test {
	return []test{
		{"parent on file of a minor", s.parentOfMinor},
		{"parent who is not on file", s.parentNotOnFile},
		{"parent of somebody grown up", s.parentOfAdult},
		{"relation that the portal does not know", s.unknownRelation},
		{"each relation may only have what its rule says", s.relationsMayHave},
	}
}

func parent(proxy client.Proxy) client.BeginVerification {
	return client.BeginVerification{Relation: client.RelationParent, CallerName: proxy.Name, ProxyID: proxy.ID}
}

func (s *suite) parentOfMinor(t *testing.T) {
	d := s.desk(t, client.RoleSenior)
	sample := s.take(t, MinorWithParent)
	a := account(t, d, sample.ID)
	if !a.Minor {
		t.Error("the sample is no minor")
	}
	c := s.begin(t, d, sample, parent(proxyOf(t, a, client.RelationParent))).identified(t)
	if _, err := d.SignOutEverywhere(t.Context(), c.change(t)); s.offered(t, client.EndsSessions, err) && err != nil {
		t.Errorf("a parent on file: %v", err)
	}
}

func (s *suite) parentNotOnFile(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, MinorWithParent)
	for _, id := range []string{"no-such-proxy", ""} {
		begin := parent(client.Proxy{ID: id, Name: "Somebody Else"})
		begin.CallID = newCallID()
		_, err := d.BeginVerification(t.Context(), sample.ID, begin, newKey())
		want(t, err, client.Forbidden, "proxy-not-on-file")
	}
}

func (s *suite) parentOfAdult(t *testing.T) {
	d := s.desk(t, client.RoleAgent)
	sample := s.take(t, GrownUp)
	begin := parent(proxyOf(t, account(t, d, sample.ID), client.RelationParent))
	begin.CallID = newCallID()
	_, err := d.BeginVerification(t.Context(), sample.ID, begin, newKey())
	want(t, err, client.Forbidden, "relation-not-allowed")
}

func (s *suite) unknownRelation(t *testing.T) {
	begin := client.BeginVerification{CallID: newCallID(), Relation: "neighbour", CallerName: "Somebody"}
	_, err := s.desk(t, client.RoleAgent).BeginVerification(t.Context(), s.take(t, Reachable).ID, begin, newKey())
	want(t, err, client.Forbidden, "relation-not-allowed")
}

// relationsMayHave tries, as staff and as parent, every operation that the rule does not give them.
func (s *suite) relationsMayHave(t *testing.T) {
	d := s.desk(t, client.RoleSupervisor)
	minor := s.take(t, MinorWithParent)
	mother := parent(proxyOf(t, account(t, d, minor.ID), client.RelationParent))
	callers := map[client.Relation]*caller{
		client.RelationParent: s.begin(t, d, minor, mother).identified(t),
		client.RelationStaff: s.begin(t, d, s.take(t, Reachable),
			client.BeginVerification{Relation: client.RelationStaff, CallerName: "Front desk"}).identified(t),
	}
	for relation, c := range callers {
		rule := s.about.Verification.Relations[relation]
		for _, o := range operations {
			if slices.Contains(rule.MayHave, o.ability) || !s.about.Offers(o.ability) {
				continue
			}
			_, err := o.order(account(t, d, c.sample.ID))(t.Context(), d, c.change(t))
			want(t, err, client.Forbidden, "relation-not-allowed")
		}
	}
}
