// Package ledger keeps calls on this computer, for portals behind which no server does. It takes them from the outbox as a
// portal would: once each, whatever is repeated and whenever the power goes. Nothing in it ever leaves the computer.
//
//	"ledger"        position -> client.Call, in the order of arrival
//	"ledger-calls"  call id  -> position
package ledger
