package shell

import (
	"portaldesk/ui/parts"
	"portaldesk/ui/phone"
	"portaldesk/ui/signin"
	"portaldesk/ui/theme"
)

// Options is what may be different from one window to the next. The zero value is a clinic's desk that looks as the system
// asks and as the agent last chose.
type Options struct {
	// Theme, when not zero, is shown instead of what the agent chose last.
	Theme theme.Desk
	// Demo is set when the window belongs to the embedded demo portal.
	Demo *Demo

	engine engine // the real one when zero
}

// Demo is the other side of a demonstration.
type Demo struct {
	// Agents are offered on the sign-in card.
	Agents []signin.Agent
	// Phone is what the portal sends to patients; nil for no second window.
	Phone phone.Source
	// Truth is what the patient of an account answers when asked who is calling.
	Truth phone.Truth
	// Commands go into the menu of the demonstration: taking the portal away and bringing it back.
	Commands []parts.Command
}
