package drill

import (
	"slices"

	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// Caller is somebody who plays a script at one portal.
type Caller struct {
	Script
	// Account is the one it is about; empty where no account ought to be opened.
	Account client.AccountID

	portal *demoportal.Server
	pushed int
}

// Call has a caller call. The answer is false when the patient of the script is not at the portal.
func Call(portal *demoportal.Server, s Script) (*Caller, bool) {
	caller := &Caller{Script: s, portal: portal}
	if s.Patient == "" {
		return caller, true
	}
	account, found := portal.Member(s.Patient)
	caller.Account = account
	return caller, found
}

// Answer is what the caller says when asked for an identifier; empty when the caller does not know.
func (c *Caller) Answer(kind client.IdentifierKind) string {
	said := c.Says[kind]
	if said == truth {
		return c.portal.Truth(c.Account)[kind]
	}
	return said
}

// Code is the code that was sent to a contact last, as the caller reads it out; empty when the caller cannot read it there, or
// when none was sent.
func (c *Caller) Code() string {
	for _, message := range c.portal.Phone().Messages() {
		if message.Account == c.Account && message.Kind == "verification-code" {
			if slices.Contains(c.Reads, message.Channel) {
				return message.Code
			}
			return ""
		}
	}
	return ""
}

// Push is what the caller says next when it does not go their way; the last of it again and again, empty when they never push.
func (c *Caller) Push() string {
	if len(c.Pushes) == 0 {
		return ""
	}
	said := c.Pushes[min(c.pushed, len(c.Pushes)-1)]
	c.pushed++
	return said
}
