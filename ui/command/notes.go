package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/outbox"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/ui/phrase"
)

// notesCommand works on the outbox of one profile while no window has it open.
func notesCommand(s *settings) *cobra.Command {
	var name string
	notes := &cobra.Command{
		Use:   "notes",
		Short: "Add, list and send call notes without a window",
		Args:  cobra.NoArgs,
	}
	notes.PersistentFlags().StringVar(&name, "profile", "", "name of the profile (default: the one used last)")
	notes.AddCommand(notesAdd(s, &name), notesList(s, &name), notesSend(s, &name))
	return notes
}

func notesList(s *settings, name *string) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the notes that wait for the portal or need attention (no patient data)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.withLocalDesk(*name, func(desk *app.Desk) error {
				entries, err := desk.Outbox.List()
				if err != nil {
					return err
				}
				return printEntries(cmd.OutOrStdout(), entries)
			})
		},
	}
}

// printEntries prints one line a note: no patient data, so that the list may go into a ticket.
func printEntries(out io.Writer, entries []outbox.Entry) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "CALL\tSTATE\tQUEUED\tTRIES\tWHY")
	for _, entry := range entries {
		why := entry.Code
		if why == "" {
			why = string(entry.LastKind)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\n", entry.Call.ID, entry.State,
			entry.QueuedAt.Local().Format("2006-01-02 15:04:05"), entry.Attempts, why)
	}
	return table.Flush()
}

func notesSend(s *settings, name *string) *cobra.Command {
	return &cobra.Command{
		Use:   "send",
		Short: "Send the notes that wait, with the session of the last sign-in",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.withDesk(*name, resume(cmd.Context()), func(desk *app.Desk) error {
				result, err := desk.Outbox.Deliver(cmd.Context())
				fmt.Fprintf(cmd.OutOrStdout(), "delivered %d, refused %d, left %d\n", result.Delivered, result.Refused, result.Left)
				if err == nil && result.Refused > 0 {
					return exitError{exitAttention, "the portal refused some notes; open the outbox in the window to mend them"}
				}
				return err
			})
		},
	}
}

// opening is a way to open the desk of a profile.
type opening func(*app.Workplace, profile.Profile) (*app.Desk, error)

func resume(ctx context.Context) opening {
	return func(w *app.Workplace, p profile.Profile) (*app.Desk, error) { return w.Resume(ctx, p) }
}

func local(w *app.Workplace, p profile.Profile) (*app.Desk, error) {
	portal, err := w.Dial(p, secret.Tokens(w.Ring, p.ID))
	if err != nil {
		return nil, err
	}
	return w.OpenLocal(p, portal)
}

func (s *settings) withLocalDesk(name string, work func(*app.Desk) error) error {
	return s.withDesk(name, local, work)
}

// withDesk opens the desk of the named profile for one piece of work.
func (s *settings) withDesk(name string, open opening, work func(*app.Desk) error) (err error) {
	workplace, err := s.workplace()
	if err != nil {
		return err
	}
	p, err := choose(workplace.Profiles, name)
	if err != nil {
		return err
	}
	desk, err := open(workplace, p)
	if err != nil {
		return err
	}
	defer func() {
		if closing := desk.Close(); err == nil {
			err = closing
		}
	}()
	if len(desk.Salvaged) > 0 {
		fmt.Fprintln(os.Stderr, phrase.Salvages(desk.Salvaged))
	}
	return work(desk)
}

// choose finds a profile by name; without a name, the one used last.
func choose(profiles *profile.Profiles, name string) (profile.Profile, error) {
	if name == "" {
		if last, ok := profiles.Last(); ok {
			return last, nil
		}
		return profile.Profile{}, exitError{exitSignInFirst, "no portal has been set up yet; start portaldesk and sign in first"}
	}
	for _, p := range profiles.List() {
		if p.Name == name {
			return p, nil
		}
	}
	return profile.Profile{}, usage("there is no profile of that name")
}
