package phrase

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
)

// FromPortal is what a portal says in a sentence of its own. Where our own adapter of a server says it, or a portal uses the same
// words, it is translated; else it is shown as it came, and never read as a template.
func FromPortal(words string) string {
	if strings.Contains(words, "{{") {
		return words
	}
	return lang.L(words)
}

// Connecting is [Of] for an address that is being tried: it also says what may be wrong with the address.
func Connecting(err error) Sentence {
	if sentence, ok := connecting[client.CodeOf(err)]; ok {
		return sentence.translated(nil)
	}
	return Of(err)
}

// ofPortal prefers what the code says: it is the more exact one.
func ofPortal(fault *client.Error) Sentence {
	sentence, ok := ofCode(fault.Code)
	if !ok {
		sentence, ok = kinds[fault.Kind]
	}
	if !ok {
		sentence = unforeseen
	}
	translated := sentence.translated(nil)
	if fault.RetryAfter > 0 && fault.Kind != client.Forbidden {
		translated.Next = Wait(fault.RetryAfter)
	}
	return translated
}

// ofCode looks a code up in every table.
func ofCode(code string) (Sentence, bool) {
	for _, table := range []map[string]Sentence{codes, signIn, servers, approvalCodes} {
		if sentence, ok := table[code]; ok {
			return sentence, true
		}
	}
	return Sentence{}, false
}

// Wait says when to try again.
func Wait(d time.Duration) string {
	return lang.L("Try again in {{.Time}}.", map[string]any{"Time": Duration(max(d, time.Second))})
}

// kinds says what each kind of error means when no code says it more exactly.
var kinds = map[client.Kind]Sentence{
	client.Offline: {"The portal cannot be reached",
		"Nothing was sent. Notes and the open call are kept here and go out by themselves.",
		"Go on writing. Whatever changes an account has to wait for the portal."},
	client.OutcomeUnknown: {"The answer was lost on the way",
		"The portal may have done it, or not.",
		"Ask again: the portal does it at most once."},
	client.Untrusted: {"The portal could not prove who it is",
		"The secure connection was refused before anything was sent.",
		"Do not go around this. Tell whoever runs the portal that its certificate is refused."},
	client.Canceled: {"Stopped before the portal answered",
		"What you typed is still here.",
		"Try again when you are ready."},
	client.Unauthenticated: {"You are no longer signed in",
		"The call and its note are kept.",
		"Sign in again and go on where you were."},
	client.OneTimeCodeRequired: {"A one-time code is needed",
		"The password was right. The portal also wants the code from your authenticator.",
		"Type the code it shows now."},
	client.Forbidden: {"This is not allowed",
		"The portal's rules do not allow it for you, or for this caller. Nothing was changed.",
		"Hand the call over to someone who may."},
	client.ProofRequired: {"The caller is not proven well enough",
		"This needs a better proof of who is calling. Nothing was changed.",
		"Prove the caller first."},
	client.ProofExpired: {"The proof of the caller has expired",
		"It was good for a short time only. Nothing was changed.",
		"Prove the caller again."},
	client.NotOffered: {"This portal cannot do that",
		"It does not offer it at all. Nothing was changed.",
		"Use another way, or pass the call on to whoever runs the portal."},
	client.NotFound: {"It is not there any more",
		"The portal does not know it, or no longer. Nothing was changed.",
		"Look the account up again."},
	client.Invalid: {"The portal did not accept an entry",
		"What you typed is still here. Nothing was changed.",
		"Correct the entry and try again."},
	client.Conflict: {"It does not fit the account's present state",
		"Somebody or something else came first. Nothing was changed.",
		"Look at the account as it is now."},
	client.Stale: {"The account was changed by someone else",
		"It is not what you saw. Nothing was changed by you.",
		"Read it again, then decide anew."},
	client.Throttled: {"Too many attempts",
		"The portal asks for a pause. What you typed is still here.",
		"Wait a little, then try again."},
	client.InProgress: {"The first attempt is still running",
		"The portal is working on it.",
		"Wait a moment and ask again: it is done at most once."},
	client.KeyReused: {"The portal refused a repeated request",
		"This is a defect of the desk. Nothing was changed by this attempt.",
		"Read the account again, and tell your support."},
	client.Unavailable: {"The portal is not working at the moment",
		"It answered that it cannot answer. What you typed is still here.",
		"Try again in a little while."},
	client.Protocol: {"The portal's answer could not be understood",
		"It may have done what was asked.",
		"Read the account again before you repeat it, and tell your support."},
}
