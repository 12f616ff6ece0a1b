package shell

import (
	"portaldesk/app/background"
	"portaldesk/app/settings"
	"portaldesk/client/demoportal/drill"
	"portaldesk/ui/parts"
	"portaldesk/ui/phone"
	"portaldesk/ui/signin"
)

// Options is what may be different from one window to the next. Settings has to be there; the rest is
// a clinic's desk when zero.
type Options struct {
	// Settings is what the agent has set.
	Settings *settings.File
	// SettingsProblem is what was wrong with the settings when they were opened; nil for nothing.
	SettingsProblem error
	// Delivery turns the delivery in the background on and off; nil where there is none.
	Delivery *background.Switch
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
	// Caller has somebody of a drill call; nil for no drills.
	Caller func(drill.Script) (*drill.Caller, bool)
	// Commands go into the menu of the demonstration: taking the portal away and bringing it back.
	Commands []parts.Command
}
