// Package operation is what can be done to an account. Each operation is a value in a file of its own; the screen draws
// its form from the inputs and the desk performs it by one road. A new operation is a new file here and nothing else.
package operation

import (
	"context"
	"time"

	"portaldesk/client"
)

// ID names an operation in the trail and in a call's timeline.
type ID string

// Operation is one thing an agent can do to an account.
type Operation struct {
	ID ID
	// Title is the button's word; Ask the sentence above the form. English, as keys of the translation.
	Title string
	Ask   string
	// Abilities are what the portal must offer and the agent be permitted; any one of them will do, and the inputs narrow
	// it down (reset by link, by code, by temporary secret).
	Abilities []client.Ability
	// MinProof is the least proof it takes, whatever the portal's policy says less.
	MinProof client.ProofLevel
	// Suits says whether an account's state suits it; when not, why is a sentence key.
	Suits func(Setting) (ok bool, why string)
	// Inputs are what the agent must choose or type, given the account and what the portal offers this agent.
	Inputs func(Setting) []Input
	// Uses names the ability that these values use; the one that permission, proof and offer are asked of.
	Uses func(Values) client.Ability
	// Run does it at the portal.
	Run func(ctx context.Context, portal client.Operator, change client.Change, values Values) (client.Outcome, error)
	// Grave operations ask once more before they run.
	Grave bool
}

// Setting is what a form depends on.
type Setting struct {
	Account client.Account
	About   client.About
	Session client.Session
	Now     time.Time
}

// Able says whether the portal offers the ability and the agent may use it.
func (s Setting) Able(ability client.Ability) bool {
	return s.About.Offers(ability) && s.Session.May(ability)
}

// Values is what the agent entered, by input name.
type Values map[string]string

// Input is one field of an operation's form.
type Input struct {
	Name  string
	Label string
	Kind  InputKind
	// Options are the choices of a Choice, the first being the default. Empty when there is nothing to choose from: then
	// the form says Empty and the operation cannot run.
	Options []Option
	Empty   string
	// Hint stands in or below the field.
	Hint string
	// MaxLength in characters, of a Text.
	MaxLength int
	// Check refuses a text before it is sent; the answer is a sentence key, empty when it is fine.
	Check func(string) string
}

// Option is one choice. Label is a key of the translation, filled from Data ("Send a link to {{.To}}").
type Option struct {
	Value string
	Label string
	Data  map[string]any
}

// InputKind is how a field is entered.
type InputKind string

// The kinds of field.
const (
	Choice InputKind = "choice"
	Text   InputKind = "text"
)
