package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/store/recovery"
)

// recoverCommand opens a desk whose key the keyring has lost.
func recoverCommand(s *settings) *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "recover [profile]",
		Short: "Open the notes of a lost keyring with the organisation's recovery key",
		Long: "Open the notes of one profile (default: the one used last) whose key the keyring has lost, and give them a new key there.\n" +
			"--identity is the private half of the recovery key, as age-keygen wrote it; bring it on a medium that leaves with you.\n" +
			"Cut off at any point it can be run again. It is an entry of the trail.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			identity, err := readIdentity(file)
			if err != nil {
				return err
			}
			return s.withProfile(args, func(w *app.Workplace, p profile.Profile) error {
				if err := w.Recover(p, identity); err != nil {
					return err
				}
				_, err := fmt.Fprintln(cmd.OutOrStdout(), "the notes open again with this computer's keyring; start portaldesk and sign in")
				return err
			})
		},
	}
	cmd.Flags().StringVar(&file, "identity", "", "file with the private half of the recovery key (AGE-SECRET-KEY-1…)")
	return cmd
}

// readIdentity names what is wrong with the file, and never quotes it.
func readIdentity(path string) (recovery.Identity, error) {
	if path == "" {
		return recovery.Identity{}, usage("--identity names the file with the private half of the recovery key")
	}
	file, err := os.Open(path)
	if err != nil {
		if cause, ok := errors.AsType[*fs.PathError](err); ok {
			err = cause.Err
		}
		return recovery.Identity{}, usage("--identity cannot be read: " + err.Error())
	}
	defer file.Close()
	identity, err := recovery.ReadIdentity(file)
	if err != nil {
		return recovery.Identity{}, usage("--identity holds no private half of a recovery key (AGE-SECRET-KEY-1…)")
	}
	return identity, nil
}

// withProfile does work on the profile that the arguments name while no window has it open.
func (s *settings) withProfile(args []string, work func(*app.Workplace, profile.Profile) error) error {
	workplace, err := s.workplace()
	if err != nil {
		return err
	}
	name := ""
	if len(args) > 0 {
		name = args[0]
	}
	p, err := choose(workplace.Profiles, name)
	if err != nil {
		return err
	}
	return work(workplace, p)
}
