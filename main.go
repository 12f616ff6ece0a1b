// Portaldesk is the desk from which help-desk agents support the users of a patient portal.
package main

import (
	"os"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/ui/command"
)

func main() {
	command.UseConsole()
	err := command.New(dial).Execute()
	if err != nil {
		command.Report(os.Stderr, err)
	}
	os.Exit(command.ExitCode(err))
}

// dial reaches the portal of a profile by the adapter for its kind.
func dial(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
	return adminapi.New(adminapi.Config{BaseURL: p.URL, CAFile: p.CAFile}, tokens)
}
