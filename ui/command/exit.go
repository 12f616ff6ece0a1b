package command

import (
	"errors"
	"fmt"
	"io"

	"portaldesk/app/background"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/ui/phrase"
)

// The exit codes, for scripts.
const (
	exitFailed      = 1
	exitUsage       = 2
	exitBusy        = 3 // another window or command owns the desk's file
	exitSignInFirst = 4
	exitUnreachable = 5 // the portal does not answer; everything is kept
	exitAttention   = 6 // some notes were refused, or a scorecard has a no: somebody must look
	exitBroken      = 7 // the trail is not what was written
	exitUnchecked   = 8 // whether the trail is whole cannot be told: the keyring does not answer
	exitIdle        = 9 // nothing delivers in the background
)

// usageError is a call that was written wrongly.
type usageError string

func usage(text string) error { return usageError(text) }

func (e usageError) Error() string { return string(e) }

// exitError carries an exit code of its own.
type exitError struct {
	code int
	text string
}

func (e exitError) Error() string { return e.text }

// ExitCode tells scripts what kind of failure err is; 0 for none.
func ExitCode(err error) int {
	if err == nil {
		return 0
	}
	if own, ok := errors.AsType[exitError](err); ok {
		return own.code
	}
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	switch kind := client.KindOf(err); {
	case errors.Is(err, store.ErrBusy), errors.Is(err, background.ErrRunning):
		return exitBusy
	case errors.Is(err, background.ErrNotInstalled):
		return exitIdle
	case kind == client.Unauthenticated:
		return exitSignInFirst
	case kind == client.Offline || kind == client.Unavailable || kind == client.Untrusted || kind == client.OutcomeUnknown:
		return exitUnreachable
	default:
		return exitFailed
	}
}

// Report writes for a person what went wrong and what to do next.
func Report(w io.Writer, err error) {
	own, isOwn := errors.AsType[exitError](err)
	wrong, isUsage := errors.AsType[usageError](err)
	switch {
	case isOwn:
		fmt.Fprintln(w, "portaldesk:", own.text)
	case isUsage:
		fmt.Fprintln(w, "portaldesk:", wrong.Error())
		fmt.Fprintln(w, "Try portaldesk --help.")
	default:
		sentence := phrase.Of(err)
		fmt.Fprintf(w, "portaldesk: %s\n%s\n%s\n", sentence.Title, sentence.Body, sentence.Next)
	}
}
