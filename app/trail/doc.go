// Package trail is the desk's tamper-evident audit trail.
//
// Each entry carries the hash of the one before, and the newest entry's number and hash are anchored in the keyring. An
// entry that was edited, moved or taken out breaks the chain; a tail that was cut off, or an older copy of the whole file
// put back, is behind the anchor. What was shipped to the portal is safe from both.
//
// An entry is committed first and anchored then. When the power goes in between, the anchor is one entry behind, which
// is no break; the next start catches up. An anchor that is ahead always means that entries are gone. Their numbers are
// never given out again: the next entry follows the anchor, so that the gap stays to be seen for ever.
//
// Secrets, callers' answers and note texts are never in the trail.
package trail
