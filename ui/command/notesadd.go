package command

import (
	"errors"
	"io"
	"strings"
	"time"

	"fmt"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/client"
)

// added is what `notes add` was told.
type added struct {
	account, reason, detail, outcome, callBack, note, language string
}

func notesAdd(s *settings, name *string) *cobra.Command {
	var a added
	add := &cobra.Command{
		Use:   "add",
		Short: "Add the note of a finished call to the outbox",
		Long: "Add the note of a finished call to the outbox. The note is read from --note or, with --note -, from standard input,\n" +
			"which keeps it out of the shell's history.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.read(cmd.InOrStdin()); err != nil {
				return err
			}
			return s.withLocalDesk(*name, func(desk *app.Desk) error {
				id, err := a.put(desk)
				if err == nil {
					fmt.Fprintln(cmd.OutOrStdout(), id)
				}
				return err
			})
		},
	}
	flags := add.Flags()
	flags.StringVar(&a.account, "account", "", "the portal's id of the account, when the caller was found")
	flags.StringVar(&a.reason, "reason", "", "stage/cause, as in sign-in/locked")
	flags.StringVar(&a.detail, "detail", "", "a word on a cause that asks for one")
	flags.StringVar(&a.outcome, "outcome", "", "resolved, follow-up, escalated, call-back, abandoned or wrong-number")
	flags.StringVar(&a.callBack, "call-back", "", "when they are called back: "+dueForm+", by the desk's clocks; with that outcome")
	flags.StringVar(&a.note, "note", "", "the note; - reads it from standard input")
	flags.StringVar(&a.language, "language", "en", "language the call was held in")
	return add
}

func (a *added) read(in io.Reader) error {
	if a.note != "-" {
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(in, call.MaxNote*4+1))
	if err != nil {
		return err
	}
	a.note = strings.TrimSpace(string(text))
	return nil
}

// put takes the note through a call of its own, so that it is checked and kept like any other.
func (a *added) put(desk *app.Desk) (client.CallID, error) {
	if desk.Calls.Current() != nil {
		return "", exitError{exitBusy, "a call is open in the window; close it there first"}
	}
	stage, cause, _ := strings.Cut(a.reason, "/")
	current, err := desk.StartCall(a.language)
	if err != nil {
		return "", err
	}
	current.SetAccount(client.AccountID(a.account))
	current.SetReason(client.Reason{Stage: stage, Cause: cause, Detail: a.detail})
	current.SetOutcome(client.CallOutcome(a.outcome))
	current.SetNote(a.note)
	current.SetCallBack(call.CallBack{Due: a.due(desk), Entered: a.callBack})
	id, err := desk.CloseCall()
	if mistake := mistyped(err); mistake != "" {
		return "", errors.Join(usage(mistake), a.withdraw(desk, current))
	}
	return id, err
}

// mistyped says what about the command kept the call from being closed; empty when it was something else.
func mistyped(err error) string {
	if incomplete, ok := errors.AsType[*call.Incomplete](err); ok {
		return missing(incomplete)
	}
	if closed, ok := errors.AsType[*callback.ClosedError](err); ok {
		return "--call-back: the desk is closed then and opens next at " + closed.Next.Format(dueForm)
	}
	if errors.Is(err, callback.ErrPast) {
		return "--call-back: that is in the past"
	}
	return ""
}

// dueForm is how a due time is written.
const dueForm = "2006-01-02 15:04"

// due is when they are to be called back; the zero time when nobody said.
func (a *added) due(desk *app.Desk) time.Time {
	due, err := time.ParseInLocation(dueForm, a.callBack, desk.Zone())
	if err != nil {
		return time.Time{}
	}
	return due
}

// withdraw empties and drops the call again, so that a mistyped command leaves no draft behind.
func (a *added) withdraw(desk *app.Desk, current *call.Call) error {
	current.SetAccount("")
	current.SetNote("")
	return desk.DiscardCall()
}

func missing(incomplete *call.Incomplete) string {
	parts := make([]string, len(incomplete.Missing))
	for i, part := range incomplete.Missing {
		parts[i] = "--" + string(part)
	}
	return "missing or unknown: " + strings.Join(parts, ", ")
}
