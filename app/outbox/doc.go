// Package outbox is the durable queue of closed calls, and the only way out for a note.
//
// A call enters with [Outbox.Put], in the transaction that ends its draft, and is frozen: every attempt to deliver it sends
// the same bytes under the same id, so that a weekend offline, or a crash between sending and the acknowledgement, still
// ends in one record at the portal. It leaves the queue only in the transaction that keeps its acknowledgement. What the
// portal refuses stays until the agent has mended it.
//
// An amendment to a call is an entry like any other, with [client.Call.Amends] set. It goes out after the call that it amends,
// as long as that is here too, and by the portal's own way for amendments.
//
// Two buckets of the store hold it:
//
//	"outbox"        position -> the call and how far it has come
//	"outbox-calls"  call id  -> where it is in the queue, or that it was acknowledged
//
// A position is a sequence number and a random part, so the order of ids is the order of closing, whatever the clock did.
// What a round needs to know of the queue is also kept in memory, rebuilt by [New]; notes are only read to be sent or
// listed.
package outbox
