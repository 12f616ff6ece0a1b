// Package operate is what an agent does to an account: the row of buttons with what is in their way, one dialog that is
// drawn from the inputs of any operation, what came of it, and the card on which a secret is shown once. It knows no
// operation by name but in the table of shortcuts.
package operate
