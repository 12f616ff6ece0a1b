package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/trail"
	"portaldesk/client"
)

func trailAccept(s *settings, name *string) *cobra.Command {
	return &cobra.Command{
		Use:   "accept",
		Short: "Take a trail as it stands whose end the keyring has lost",
		Long: "Take the trail as it stands when the keyring has lost its end: from then on the keyring vouches for it again. Look into why\n" +
			"it was lost first. The acceptance is an entry of the trail, in the name of who signed in last, and every check names it.\n" +
			"For those who may read the whole trail.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.withTrail(*name, func(desk *app.Desk) error {
				err := desk.AcceptTrail()
				switch {
				case errors.Is(err, trail.ErrNothingToAccept):
					return exitError{exitFailed, "the keyring knows where the trail ends: there is nothing to accept"}
				case client.KindOf(err) == client.Forbidden:
					return exitError{exitFailed, "only who may read the whole trail can accept it; sign in as one of them first"}
				case err != nil:
					return err
				}
				_, err = fmt.Fprintln(cmd.OutOrStdout(), "accepted; portaldesk trail verify names the entry that says so")
				return err
			})
		},
	}
}
