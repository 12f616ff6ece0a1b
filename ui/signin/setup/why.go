package setup

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
)

// why says at an entry what is wrong with it.
func why(e *profile.InvalidError) string {
	if e.Field == entryRealm {
		return lang.L("Which realm do patients sign in to? Whoever runs the Keycloak knows its name.")
	}
	switch e.Why {
	case "missing":
		return lang.L("Please fill this in.")
	case "not-https":
		return lang.L("The address has to begin with https://, so that nobody can listen.")
	case "holds-a-secret":
		return lang.L("Leave out user names, passwords and everything after a question mark or number sign.")
	case "not-loopback":
		return lang.L("Nothing protects this way over a network: it is for a server on this computer only.")
	case "not-offered", "unknown":
		return lang.L("This kind of server does not offer it. Choose another one.")
	case "unreadable":
		return lang.L("This file cannot be read, or is not what belongs here.")
	case "cannot-be-met":
		return lang.L("Nobody could ever be proven by this.")
	default:
		return lang.L("This does not look like an address. For example: https://portal.example.org")
	}
}
