package command

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/app/trail"
)

// trailCommand reads the trail of one profile while no window has it open.
func trailCommand(s *settings) *cobra.Command {
	var name string
	root := &cobra.Command{
		Use:   "trail",
		Short: "Verify, list, export and review the trail without a window",
		Long: "Verify, list, export and review the trail of one profile. The trail holds no patient data: accounts are the portal's opaque ids.\n" +
			"Close the window first: it owns the file. An agent sees her own entries, and others' where her role may read them.",
		Args: cobra.NoArgs,
	}
	root.PersistentFlags().StringVar(&name, "profile", "", "name of the profile (default: the one used last)")
	root.AddCommand(trailVerify(s, &name), trailList(s, &name), trailExport(s, &name), trailReview(s, &name),
		trailAccept(s, &name))
	return root
}

var errUnchecked = exitError{exitUnchecked,
	"the trail cannot be checked: the keyring does not answer, so nobody knows where the trail ends; unlock the keyring and try again"}

// withTrail opens the desk for the trail, which is nothing without the keyring.
func (s *settings) withTrail(name string, work func(*app.Desk) error) error {
	err := s.withDesk(name, func(w *app.Workplace, p profile.Profile) (*app.Desk, error) {
		if w.RingProblem != nil {
			return nil, errUnchecked
		}
		return local(w, p)
	}, work)
	if errors.Is(err, secret.ErrUnavailable) {
		return errUnchecked
	}
	return err
}

func trailVerify(s *settings, name *string) *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check that the trail is what was written",
		Long: "Check that no entry of the trail was edited, moved, taken out or cut off.\n" +
			"Exit code 0: intact. 7: broken. 8: cannot be checked, the keyring does not answer. 3: the window has the file; close it.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.withTrail(*name, func(desk *app.Desk) error {
				report, err := desk.Trail.VerifyWatched(func(int) error { return cmd.Context().Err() })
				if err != nil {
					return err
				}
				return printReport(cmd.OutOrStdout(), report)
			})
		},
	}
}

// printReport says what was checked and where it breaks.
func printReport(out io.Writer, report trail.Report) error {
	fmt.Fprintf(out, "%d entries read, the newest is %d, the keyring vouches for %d\n", report.Entries, report.Head, report.Anchored)
	for _, number := range report.Accepted {
		fmt.Fprintf(out, "the end was lost from the keyring and accepted: %d\n", number)
	}
	if report.Intact() {
		_, err := fmt.Fprintln(out, "intact")
		return err
	}
	for _, broken := range report.Breaks {
		fmt.Fprintln(out, broken)
	}
	return exitError{exitBroken, "the trail is not what was written; keep this computer as it is and tell whoever answers for privacy"}
}
