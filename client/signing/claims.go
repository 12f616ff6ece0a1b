package signing

import "maps"

// merged is over laid upon under.
func merged(under, over map[string]any) map[string]any {
	all := maps.Clone(under)
	if all == nil {
		all = map[string]any{}
	}
	maps.Copy(all, over)
	return all
}

// said is the identity with what the claims say of the person in place of what it had (OpenID Connect Core, 5.1).
func (i Identity) said(claims map[string]any) Identity {
	for claim, field := range map[string]*string{"sub": &i.Subject, "preferred_username": &i.Login, "name": &i.Name} {
		if value, ok := claims[claim].(string); ok && value != "" {
			*field = value
		}
	}
	return i
}
