package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/store/recovery"
)

// keyCommand is about the key that the notes of one profile are sealed with.
func keyCommand(s *settings) *cobra.Command {
	root := &cobra.Command{
		Use:   "key",
		Short: "Change the key of the notes, and say who can recover it",
		Args:  cobra.NoArgs,
	}
	root.AddCommand(keyRotate(s), keyRecipients(s))
	return root
}

func keyRotate(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "rotate [profile]",
		Short: "Seal all notes anew, with another key",
		Long: "Seal all notes of one profile (default: the one used last) anew, with another key, for the keyring and the recovery keys.\n" +
			"Close the window first: it owns the file. Cut off at any point, everything is as before or done. It is an entry of the trail.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.withProfile(args, func(w *app.Workplace, p profile.Profile) error {
				if err := w.RotateKey(p); err != nil {
					return err
				}
				_, err := fmt.Fprintln(cmd.OutOrStdout(), "all notes are sealed with a new key")
				return err
			})
		},
	}
}

func keyRecipients(s *settings) *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "recipients age1…",
		Short: "Set the organisation's recovery keys of a profile",
		Long: "Set the public halves of the organisation's recovery keys (as age-keygen prints them) in place of those before. The notes are\n" +
			"sealed for them as well from the next time the desk opens. Each can then open them alone: keep the private halves apart.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, recipients []string) error {
			for _, recipient := range recipients {
				if recovery.Check(recipient) != nil {
					return usage("a recipient is the public half of an age key (age1…); never give the private half here")
				}
			}
			return s.withProfile([]string{name}, func(w *app.Workplace, p profile.Profile) error {
				p.RecoveryRecipients = recipients
				if err := w.Profiles.Save(p); err != nil {
					return err
				}
				_, err := fmt.Fprintln(cmd.OutOrStdout(), "set; it holds from the next time the desk opens")
				return err
			})
		},
	}
	cmd.Flags().StringVar(&name, "profile", "", "name of the profile (default: the one used last)")
	return cmd
}
