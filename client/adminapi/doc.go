// Package adminapi is our published contract for a portal's admin API, and the client of it.
//
// The contract is openapi.yaml (OpenAPI 3.1), embedded as [OpenAPI]; [Client] is a [client.Portal] that speaks it. A
// portal that serves this contract needs no other adapter. Agents sign in with a password at the portal itself ([New]), or
// elsewhere ([NewSigned]). [Records] are calls and the trail alone, of accounts that live elsewhere.
package adminapi
