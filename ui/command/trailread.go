package command

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/trail"
	"portaldesk/client"
)

// asked is the filter as the flags have it.
type asked struct {
	agent, account, action, outcome, from, to string
}

func (a *asked) flags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&a.agent, "agent", "", "id of the agent")
	flags.StringVar(&a.account, "account", "", "the portal's id of the account")
	flags.StringVar(&a.action, "action", "", "operation or other action, as in unlock")
	flags.StringVar(&a.outcome, "outcome", "", "intent, done, refused, failed or unknown")
	flags.StringVar(&a.from, "from", "", "first day, as in 2026-03-31")
	flags.StringVar(&a.to, "to", "", "last day, as in 2026-04-06")
}

// filter reads the flags; days are those of this computer.
func (a *asked) filter() (trail.Filter, error) {
	f := trail.Filter{Agent: a.agent, Account: client.AccountID(a.account), Action: a.action, Outcome: client.AuditOutcome(a.outcome)}
	var err error
	if f.From, err = day("--from", a.from, 0); err != nil {
		return f, err
	}
	f.To, err = day("--to", a.to, 1)
	return f, err
}

// day is the beginning of the day that is after days later than the one written; zero for none.
func day(flag, text string, after int) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.ParseInLocation(time.DateOnly, text, time.Local)
	if err != nil {
		return time.Time{}, usage(flag + " is a day, as in 2026-03-31")
	}
	return at.AddDate(0, 0, after), nil
}

// reading is a command that opens the desk for what the flags ask.
func reading(s *settings, name *string, use, short string, work func(*cobra.Command, *app.Desk, trail.Filter) error) *cobra.Command {
	var a asked
	cmd := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		f, err := a.filter()
		if err != nil {
			return err
		}
		return s.withTrail(*name, func(desk *app.Desk) error { return work(cmd, desk, f) })
	}}
	a.flags(cmd)
	return cmd
}

func trailList(s *settings, name *string) *cobra.Command {
	limit, before := 0, uint64(0)
	cmd := reading(s, name, "list", "List entries, newest first (no patient data)",
		func(cmd *cobra.Command, desk *app.Desk, f trail.Filter) error {
			if limit < 1 {
				return usage("--limit is at least 1")
			}
			page, err := desk.TrailPage(f, limit, before)
			if err != nil {
				return err
			}
			return printPage(cmd.OutOrStdout(), page)
		})
	cmd.Flags().IntVar(&limit, "limit", 100, "how many entries at most")
	cmd.Flags().Uint64Var(&before, "before", 0, "begin below this number")
	return cmd
}

func printPage(out io.Writer, page trail.Page) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NUMBER\tTIME\tAGENT\tACTION\tACCOUNT\tOUTCOME\tDETAIL")
	for _, e := range page.Entries {
		fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\t%s\t%s\n", e.Seq, e.At.Local().Format(time.DateTime), e.AgentID, e.Action, e.Account,
			e.Outcome, e.Detail)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if page.Unreadable > 0 {
		fmt.Fprintf(out, "%d entries cannot be read; portaldesk trail verify names them\n", page.Unreadable)
	}
	if page.Next > 0 {
		fmt.Fprintf(out, "looked through until %s; go on with --before %d\n", page.Until.Local().Format(time.DateTime), page.Next)
	}
	return nil
}

func trailExport(s *settings, name *string) *cobra.Command {
	format, path := "", ""
	cmd := reading(s, name, "export", "Write entries to a file, oldest first; the export is an entry of the trail itself",
		func(cmd *cobra.Command, desk *app.Desk, f trail.Filter) error {
			if path == "" || format != string(trail.JSONLines) && format != string(trail.CSV) {
				return usage("--out names a file, and --format is jsonl or csv")
			}
			written, unreadable, err := desk.ExportTrail(cmd.Context(), path, trail.Format(format), f)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d entries written, %d cannot be read\n", written, unreadable)
			return err
		})
	cmd.Flags().StringVar(&format, "format", string(trail.JSONLines), "jsonl, whose hashes can be checked, or csv, for spreadsheets")
	cmd.Flags().StringVar(&path, "out", "", "the file to write; one of that name is replaced")
	return cmd
}

func trailReview(s *settings, name *string) *cobra.Command {
	return reading(s, name, "review", "Count a span of the trail for the weekly look",
		func(cmd *cobra.Command, desk *app.Desk, f trail.Filter) error {
			review, err := desk.ReviewTrail(cmd.Context(), f)
			if err != nil {
				return err
			}
			return printReview(cmd.OutOrStdout(), review)
		})
}

func printReview(out io.Writer, review trail.Review) error {
	fmt.Fprintf(out, "%d entries, %d refused, %d cannot be read\n", review.Entries, review.Refused(), review.Unreadable)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ACTION\tOUTCOME\tTIMES")
	for _, action := range slices.Sorted(maps.Keys(review.Counts)) {
		for _, outcome := range slices.Sorted(maps.Keys(review.Counts[action])) {
			fmt.Fprintf(table, "%s\t%s\t%d\n", action, outcome, review.Counts[action][outcome])
		}
	}
	fmt.Fprintln(table, "AGENT\tDONE\tREFUSED\tFAILED\tUNKNOWN\tNOT PROVEN\tAFTER HOURS")
	for _, agent := range slices.Sorted(maps.Keys(review.Agents)) {
		t := review.Agents[agent]
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%d\t%d\n", agent, t.Done, t.Refused, t.Failed, t.Unknown, t.Unproven, t.AfterHours)
	}
	for _, found := range review.AfterContact {
		fmt.Fprintf(table, "%s\tcontact changed in entry %d, %s in entry %d\n", found.LetIn.Account, found.Changed.Seq, found.LetIn.Action, found.LetIn.Seq)
	}
	if len(review.Unproven) > 0 {
		fmt.Fprintln(table, "ACCOUNT\tNOT PROVEN\tTIMES")
	}
	for _, account := range slices.Sorted(maps.Keys(review.Unproven)) {
		fmt.Fprintf(table, "%s\t\t%d\n", account, review.Unproven[account])
	}
	return table.Flush()
}
