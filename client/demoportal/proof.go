package demoportal

import (
	"slices"
	"strconv"
	"strings"

	"portaldesk/client"
)

// proofToken is the word that an operation presents. It is computed, not kept: whoever reads the state cannot make one
// without its key.
func (p *portal) proofToken(v *verification, level client.ProofLevel) string {
	return string(v.ID) + "." + strconv.Itoa(int(level)) + "." + p.proofMAC(v, level)
}

func (p *portal) proofMAC(v *verification, level client.ProofLevel) string {
	return p.mac("proof", string(v.ID), strconv.Itoa(int(level)))
}

// proven answers the verification that a token is the proof of, and the level it proves; nil when it proves nothing.
func (x *exchange) proven(token string) (*verification, client.ProofLevel) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, client.Unproven
	}
	number, err := strconv.Atoi(parts[1])
	v := get(x.tx, x.portal.tables.verifications, parts[0])
	if err != nil || v == nil || v.closed() {
		return nil, client.Unproven
	}
	level := client.ProofLevel(number)
	if level > v.Level || !sameMAC(parts[2], x.portal.proofMAC(v, level)) {
		return nil, client.Unproven
	}
	return v, level
}

// prove refuses an operation whose caller is not proven well enough for it, in the contract's order.
func (x *exchange) prove(o order, ability client.Ability) error {
	needed := levels[ability]
	if needed == client.Unproven {
		return nil
	}
	v, level := x.proven(o.Proof)
	if v == nil || v.Account != x.accountID() || v.Begun.CallID != o.CallID || v.Agent != x.agent.ID {
		return refuse("proof-required")
	}
	if err := x.relationAllows(v, ability); err != nil {
		return err
	}
	if expired(v.LevelAt, x.now) {
		return refuse("proof-expired")
	}
	if level < needed {
		return refuse("proof-too-weak")
	}
	return nil
}

// relationAllows looks at the relation again: a proxy may have been taken off the file, or a child have come of age, since
// the verification began.
func (x *exchange) relationAllows(v *verification, ability client.Ability) error {
	r := x.portal.account(x.tx, v.Account)
	if r == nil || admits(r, v.Begun, x.now) != nil {
		return refuse("relation-not-allowed")
	}
	if slices.Contains(relations[v.Begun.Relation].At(r.Identity.Age(x.now)), ability) {
		return nil
	}
	return refuse("relation-not-allowed")
}
