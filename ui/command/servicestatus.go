package command

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/background"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/ui/phrase"
)

func serviceStatus(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: "Say whether notes leave in the background, how many wait, since when, and what keeps them",
		Long: "Say whether notes leave in the background, how many wait, since when, and what keeps them. It exits with 0 when all is\n" +
			"well, 4 when somebody must sign in, 5 when the portal does not answer, 6 when notes need attention, 9 when nothing\n" +
			"delivers in the background, and 1 when something else keeps notes from leaving.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := s.absolute()
			if err != nil {
				return err
			}
			return s.status(cmd.OutOrStdout(), dir)
		},
	}
}

func (s *settings) status(out io.Writer, dir string) error {
	profiles, err := profile.Open(dir)
	if profiles == nil {
		return err
	}
	book, err := background.ReadBook(dir)
	if err != nil {
		return err
	}
	verdict := s.running(out, dir)
	w := &app.Workplace{Profiles: profiles, Ring: secret.System(keyringService), Dial: s.dial, Log: s.log, Now: time.Now}
	for _, p := range profiles.List() {
		if !p.Demo {
			verdict = cmp.Or(verdict, queueOf(out, w, p, book[p.ID]))
		}
	}
	if verdict == 0 {
		return nil
	}
	return exitError{verdict, outcomes[verdict]}
}

// outcomes say what an exit code of status is about.
var outcomes = map[int]string{
	exitFailed:      "something on this computer keeps notes from leaving; they are kept",
	exitSignInFirst: "sign in to the portal in the window; the notes are kept and leave then",
	exitUnreachable: "the portal does not answer; the notes are kept and leave by themselves when it does",
	exitAttention:   "the portal refused some notes; open the outbox in the window to mend them",
	exitIdle:        "nothing delivers in the background; notes leave while a window is open",
}

// running says how the delivery stands with the system.
func (s *settings) running(out io.Writer, dir string) (verdict int) {
	installed := "not installed"
	if service, err := background.New(background.Config{Dir: dir}); err != nil {
		installed = "cannot be installed on this computer"
	} else if state, err := service.State(); err != nil {
		installed = "installed, and the system says it failed"
	} else if state != background.NotInstalled {
		installed = "installed"
	}
	if background.Running(dir) {
		fmt.Fprintf(out, "Delivery in the background is running (%s).\n", installed)
		return 0
	}
	fmt.Fprintf(out, "Delivery in the background is not running (%s).\n", installed)
	return exitIdle
}

// queueOf says what waits for one portal.
func queueOf(out io.Writer, w *app.Workplace, p profile.Profile, last background.Record) (verdict int) {
	fmt.Fprintf(out, "\n%s\n", p.Name)
	queue, err := w.Queued(p)
	switch {
	case errors.Is(err, store.ErrBusy):
		fmt.Fprintln(out, "  A window is open for this portal and delivers by itself; its outbox says what waits.")
		return 0
	case err != nil:
		say(out, "  The queue cannot be counted: ", err)
		return exitFailed
	}
	waiting := queue.Waiting + queue.OfOthers
	fmt.Fprintf(out, "  Notes that wait: %d", waiting)
	if !queue.OldestAt.IsZero() {
		fmt.Fprintf(out, ", the oldest for %s", age(w.Now().Sub(queue.OldestAt)))
	}
	fmt.Fprintln(out)
	if queue.OfOthers > 0 {
		fmt.Fprintf(out, "  Of these, notes that leave when another agent, or one who signed out, signs in: %d\n", queue.OfOthers)
	}
	if queue.NeedsAttention > 0 {
		fmt.Fprintf(out, "  Notes that the portal refused and somebody must mend: %d\n", queue.NeedsAttention)
	}
	if queue.Unreadable > 0 {
		fmt.Fprintf(out, "  Notes that cannot be read (kept as they are): %d\n", queue.Unreadable)
	}
	verdict = lastRound(out, last, w.Now(), waiting)
	if verdict == 0 && queue.NeedsAttention > 0 {
		verdict = exitAttention
	}
	return verdict
}

// lastRound says how the last round in the background went. What kept notes then is no verdict on a queue that is empty now.
func lastRound(out io.Writer, last background.Record, now time.Time, waiting int) (verdict int) {
	if !last.DeliveredAt.IsZero() {
		fmt.Fprintf(out, "  Last delivered in the background: %s ago\n", age(now.Sub(last.DeliveredAt)))
	}
	err := last.Problem.Err()
	if err == nil {
		fmt.Fprintln(out, "  Last error: none")
		return 0
	}
	say(out, fmt.Sprintf("  Last error, %s ago: ", age(now.Sub(last.At))), err)
	if waiting == 0 {
		return 0
	}
	return ExitCode(err)
}

// say writes an error as the window would.
func say(out io.Writer, before string, err error) {
	sentence := phrase.Of(err)
	fmt.Fprintf(out, "%s%s\n    %s %s\n", before, sentence.Title, sentence.Body, sentence.Next)
}

// age is a span in the words of a person who is asked for how long.
func age(span time.Duration) string {
	units := []struct {
		unit      time.Duration
		one, many string
	}{{24 * time.Hour, "1 day", "days"}, {time.Hour, "1 hour", "hours"}, {time.Minute, "1 minute", "minutes"}}
	for _, u := range units {
		if n := int(span / u.unit); n == 1 {
			return u.one
		} else if n > 1 {
			return fmt.Sprintf("%d %s", n, u.many)
		}
	}
	return "less than a minute"
}
