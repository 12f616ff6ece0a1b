// Portaldesk is the desk from which help-desk agents support the users of a patient portal.
package main

import (
	"os"

	"portaldesk/app/reach"
	"portaldesk/ui/command"
)

func main() {
	command.UseConsole()
	err := command.New(reach.NewDialer().Dial).Execute()
	if err != nil {
		command.Report(os.Stderr, err)
	}
	os.Exit(command.ExitCode(err))
}
