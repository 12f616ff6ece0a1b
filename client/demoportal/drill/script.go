package drill

import (
	"portaldesk/client"
)

// Kind is whether a caller means well.
type Kind string

// The kinds.
const (
	Honest  Kind = "honest"
	Hostile Kind = "hostile"
)

// Script is one caller. Title, Opening, Pushes, Refuses, Teaches and what is said are in English, as keys of the translation.
type Script struct {
	ID    string `toml:"id"`
	Title string `toml:"title"`
	Kind  Kind   `toml:"kind"`
	// Patient is whose account it is about, by the name on it: one of the portal's cast. Empty when no account ought to be opened.
	Patient string `toml:"patient"`
	// Relation is what the caller says to be, Name who when not the patient, Number where the call comes from.
	Relation client.Relation `toml:"relation"`
	Name     string          `toml:"name"`
	Number   string          `toml:"number"`
	// Opening is how the call begins. Pushes are what is said, one after the other, when the agent does not do what is asked.
	Opening string   `toml:"opening"`
	Pushes  []string `toml:"pushes"`
	// Says is the answer to each identifier asked for: "truth" for what is on file, else the words themselves. What is not in it
	// the caller does not know.
	Says map[client.IdentifierKind]string `toml:"says"`
	// Reads are the kinds of contact that the caller can read a code from, or be called back at. Refuses is what is said when a
	// code is asked for that cannot be read.
	Reads   []client.ContactKind `toml:"reads"`
	Refuses string               `toml:"refuses"`
	End     End                  `toml:"end"`
	// Teaches is what to remember of it.
	Teaches string `toml:"teaches"`
}

// truth stands in a script for what is on file.
const truth = "truth"

// End is how the call rightly ends.
type End struct {
	// Done are operations of which one must have been done; empty where none needs to be.
	Done []string `toml:"done"`
	// Only are the operations that may be done at all. Whatever else is done is wrong.
	Only []string `toml:"only"`
	// Outcomes are the right ways to close the call.
	Outcomes []client.CallOutcome `toml:"outcomes"`
	// Proven: the caller can be proven out of band, and must be before anything is done.
	Proven bool `toml:"proven"`
}
