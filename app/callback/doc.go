// Package callback keeps the calls that agents promised to make: to whom, when, and what became of each. A promise is due
// within the desk's hours, and a desk that runs [Callbacks.Run] is told when one becomes due and when it is late. What a call
// promises, and the promise that it keeps, are written in the transaction that closes it ([Callbacks.Closing]).
//
// Callbacks are sealed in a bucket of the store ("callbacks", random id -> [Callback]). What is kept of whom to call is the
// id of a contact that the portal has and its masked form, never the number. The store's ids say nothing, so the order by
// due time is made in memory, where all callbacks are: those that are promised, and those settled within 30 days.
package callback
