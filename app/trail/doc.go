// Package trail is the desk's tamper-evident audit trail.
//
// Each entry carries the hash of the one before, and the newest entry's number and hash are anchored in the keyring. An
// entry that was edited, moved or taken out breaks the chain; a tail that was cut off, or an older copy of the whole file
// put back, is behind the anchor. What was shipped to the portal is safe from both.
//
// An entry is committed first, durably, and anchored right after that, while the desk goes on: some 15 ms with the Secret
// Service. Entries that come meanwhile are anchored together by the next write. When the power goes in between, the anchor
// is behind, which is no break; the next start catches up. An anchor that is ahead always means that entries are gone. Their
// numbers are never given out again: the next entry follows the anchor, so that the gap stays to be seen for ever.
//
// So whoever stops the program within these milliseconds, or while the keyring takes nothing, and then cuts the tail off or
// puts an older file back, takes the entries that were not anchored yet away unseen. That is the last few, never more than
// were written since the last write to the keyring that succeeded; also the intent of an operation that has just been sent
// can be among them, of which the portal's own log, or what was shipped to it, is then the only witness. [Trail.Anchored]
// says for how long the keyring has refused, the milliseconds it does not.
//
// An anchor that is gone stays gone, and every check says so, until somebody accepts the trail as it stands: a supervisor does
// ([Trail.Accept]), or a recovery of the store has done it. Either is an entry, which the anchor then follows, and which every
// check names from then on. An anchor that contradicts the trail cannot be accepted away.
//
// Secrets, callers' answers and note texts are never in the trail.
package trail
