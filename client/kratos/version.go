package kratos

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// version is a digest of everything of the account that the desk changes. Kratos has no version of its own: its updated_at
// stands still (seen in v1.3.1), and nothing is refused for being out of date. Metadata is left out; other programs write there
// all the time, and nothing here does. So is whether an address is verified: a caller who reads out a code verifies it in the
// middle of the call, and nothing that is ordered next is wrong because of that.
func version(i identity) string {
	type digested struct {
		Value, Via string
	}
	addresses := func(all []address) []digested {
		list := make([]digested, len(all))
		for n, one := range all {
			list[n] = digested{one.Value, one.Via}
		}
		slices.SortFunc(list, func(a, b digested) int { return cmp.Or(cmp.Compare(a.Via, b.Via), cmp.Compare(a.Value, b.Value)) })
		return list
	}
	identifiers := map[string][]string{}
	for kind, one := range i.Credentials {
		identifiers[kind] = slices.Sorted(slices.Values(one.Identifiers))
	}
	written, err := json.Marshal([]any{i.ID, i.SchemaID, i.State, i.Traits, identifiers, addresses(i.Verifiable), addresses(i.Recovery)})
	if err != nil {
		panic(err) // all of it was JSON before
	}
	sum := sha256.Sum256(written)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}
