package diagnosis

import (
	"time"

	"portaldesk/client"
)

// Case is all the desk knows of the account on screen, and what the caller says. Every field but Account and ReadAt may be
// empty: then nothing is concluded from it.
type Case struct {
	Account  client.Account
	Attempts []client.SignInAttempt
	Mail     []client.Mail
	Sessions []client.PatientSession
	// ReadAt is when it was read, by the desk's clock.
	ReadAt time.Time
	// Missing are the histories that could not be read, by ability, with the reason.
	Missing map[client.Ability]error
	// About is what the portal says of itself: its rules, its name, what it offers.
	About client.About
	// Said is what the caller answered.
	Said Said
	// Calls are the earlier calls about this account, newest first, without the one that is open.
	Calls []client.Call
	// Line is whether the portal answers.
	Line Line
}

// Line is whether the portal answers the desk. The zero value is a portal that does; Since is set when it does not.
type Line struct {
	Down  bool
	Since time.Time
}
