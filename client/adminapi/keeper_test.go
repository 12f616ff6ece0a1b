package adminapi_test

import "portaldesk/client"

// keeper keeps tokens in memory, and shows them.
type keeper struct{ client.Memory }

func (k *keeper) held() client.Tokens {
	tokens, _ := k.Tokens()
	return tokens
}
