// Package kratos is a directory of accounts that live in an Ory Kratos: its admin API, and where it has one that can be
// reached, its public one, through which alone it sends mail.
//
// Kratos does not know who an agent is, so its admin API is spoken to through a gateway that does, and straight only on this
// computer. It names a patient's fields by a schema of the clinic's own, so a [client.FieldMap] says what they mean. It finds
// nobody by a name or a birth date, so the look-up stands on an index of this computer. And it has no preconditions: what is
// done here so that nobody's change is lost in silence is told at work.set.
package kratos
