package guided

import (
	"strings"

	"portaldesk/client"
)

// The sections of a guide that are about no ability.
const (
	sectionWords = "status words"
	sectionCodes = "access codes"
)

// section is what a guide calls an ability. What is only readable there can have no steps: the agent looks, and nothing comes
// of it here.
type section struct {
	title    string
	ability  client.Ability
	readable bool
}

var sections = []section{
	{"reset password by link", client.ResetByLink, false},
	{"reset password by code", client.ResetByCode, false},
	{"reset password by temporary password", client.ResetByTemporary, false},
	{"change login id", client.ChangesLoginID, false},
	{"issue access code", client.IssuesAccessCode, false},
	{"activate account", client.ActivatesAccount, false},
	{"deactivate account", client.DeactivatesIt, false},
	{"unlock account", client.UnlocksAccount, false},
	{"end sessions", client.EndsSessions, false},
	{"resend invitation", client.ResendsInvitation, false},
	{"correct contact", client.CorrectsContact, false},
	{"see sign-ins", client.ShowsSignIns, true},
	{"see mail", client.ShowsMail, true},
	{"see sessions", client.ShowsSessions, true},
}

func sectionOf(title string) (section, bool) {
	for _, s := range sections {
		if s.title == title {
			return s, true
		}
	}
	return section{}, false
}

// titles lists what a section may be called.
func titles() string {
	all := []string{sectionWords, sectionCodes}
	for _, s := range sections {
		all = append(all, s.title)
	}
	return strings.Join(all, ", ")
}

// statuses are the neutral words that a vendor's word can stand for.
var statuses = []client.Status{
	client.StatusNone, client.StatusInvited, client.StatusCodeExpired, client.StatusActive, client.StatusLocked,
	client.StatusResetPending, client.StatusDeactivated, client.StatusDeclined, client.StatusDeceased, client.StatusMerged,
}

var channels = map[string]client.CodeChannel{
	"voice": client.ByVoice, "text": client.ByText, "e-mail": client.ByEmail, "email": client.ByEmail, "post": client.ByPost,
}
