package phrase

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/background"
	"portaldesk/app/call"
	"portaldesk/app/outbox"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/app/store"
)

// local is what this computer did, as against the portal. The first that fits is said.
func local(err error) (Sentence, bool) {
	for _, l := range locals {
		if errors.Is(err, l.err) {
			return l.sentence, true
		}
	}
	return Sentence{}, false
}

var locals = []struct {
	err      error
	sentence Sentence
}{
	{app.ErrOtherAgent, Sentence{"That is another agent's login",
		"This desk belongs to the agent who opened it. Nothing was touched.",
		"Sign in as yourself, or sign out first."}},
	{app.ErrNoCall, Sentence{"No call is open",
		"Everything that is done to an account belongs to a call. Nothing was changed.",
		"Open a call first (F2)."}},
	{call.ErrNotEmpty, Sentence{"This call cannot be discarded any more",
		"It belongs to an account, or something was written or done in it. Everything is kept.",
		"Close it with a reason and an outcome (Ctrl+Enter)."}},
	{call.ErrClosed, Sentence{"This call is closed already",
		"It is kept and on its way to the portal.",
		"Open a new call (F2)."}},
	{app.ErrNotStuck, Sentence{"The notes of this desk open again",
		"Their key is there. Nothing was set aside.",
		"Sign in."}},
	{outbox.ErrID, Sentence{"This call has no valid number",
		"It was not queued. What you typed is still here.",
		"This is a defect of the desk: copy the note by hand and tell your support."}},
	{outbox.ErrOtherContents, Sentence{"This call was queued already",
		"Another version of it is on its way. Nothing was overwritten.",
		"Look into the outbox (Ctrl+5)."}},
	{outbox.ErrNotRefused, Sentence{"This call needs nothing any more",
		"It was sent, or mended, in the meantime.",
		"Close this and look at the list."}},
	{store.ErrKeyMissing, Sentence{"The key to this desk's notes is missing",
		"The keyring of this computer does not hold it. The notes are kept, sealed, and were not touched.",
		"Sign in to the computer as the person who wrote them, restore the keyring, or have an administrator recover them."}},
	{store.ErrKeyWrong, Sentence{"The key in the keyring is not this desk's",
		"The notes are kept, sealed, and were not touched.",
		"Restore the keyring that belongs to this computer, or call your support."}},
	{secret.ErrSlow, Sentence{"The keyring of this computer is slow to answer",
		"It may be asking for a password in another window. The notes are kept, sealed, and were not touched.",
		"Answer it there if it asks, wait a moment and try again."}},
	{secret.ErrLocked, Sentence{"The keyring of this computer is locked",
		"The notes are kept, sealed, and were not touched.",
		"Unlock it (sign in to the computer again) and start anew."}},
	{secret.ErrDenied, Sentence{"The keyring of this computer refuses Portaldesk",
		"The notes are kept, sealed, and were not touched.",
		"Allow Portaldesk in the settings of the keyring, or call your support."}},
	{secret.ErrFull, Sentence{"The keyring of this computer has no room",
		"What it holds stays, and the notes are kept as they were.",
		"Make room on the disk, or call your support, and start anew."}},
	{store.ErrKeyringUnavailable, Sentence{"The keyring of this computer does not answer",
		"Without it the notes cannot be opened. They are kept, sealed, and were not touched.",
		"Unlock the keyring (sign in to the computer again) and start anew."}},
	{store.ErrNoRecovery, Sentence{"No recovery key was set for these notes",
		"Your organisation had none when they could last be opened. They are kept, sealed, and were not touched.",
		"Restore the keyring that belongs to this computer."}},
	{store.ErrOtherRecovery, Sentence{"These notes are sealed for another recovery key",
		"The one that was given does not open them. They are kept, sealed, and were not touched.",
		"Bring the recovery key that was set when the desk was last used."}},
	{store.ErrBusy, Sentence{"Portaldesk is already open for this portal",
		"Another window or the delivery in the background holds the notes. Nothing was lost.",
		"Use the other window, or close it and try again."}},
	{store.ErrNewer, Sentence{"A newer Portaldesk wrote these notes",
		"This version does not understand them and left them as they are.",
		"Start the newer version."}},
	{store.ErrDamaged, Sentence{"The file with the notes is damaged",
		"Nothing more is written to it, and nothing of it is shown that is not what was written.",
		"Close Portaldesk and open it again: what can be read is saved into a new file, and the damaged one is kept."}},
	{store.ErrFull, Sentence{"The disk is full",
		"What was saved before is safe. What you typed since is only in this window.",
		"Make room on the disk; saving is tried again by itself."}},
	{store.ErrReadOnly, Sentence{"The folder of the notes may not be written",
		"What was saved before is safe. What you typed since is only in this window.",
		"Give this account the right to write there, or call your support."}},
	{store.ErrDisk, Sentence{"The disk failed",
		"What was saved before is most likely safe. Nothing more is taken, so that nothing gets lost unseen.",
		"Copy what you typed by hand, restart Portaldesk, and call your support."}},
	{store.ErrClosed, Sentence{"The desk is closed",
		"What was saved before is safe.",
		"Sign in again."}},
	{background.ErrRunning, Sentence{"Notes are being delivered in the background already",
		"One delivery is enough; this one ended.",
		"Nothing has to be done."}},
	{background.ErrNotInstalled, Sentence{"Delivery in the background is not installed",
		"Notes leave while a window of Portaldesk is open.",
		"Install it with: portaldesk service install."}},
	{background.ErrInstalled, Sentence{"Delivery in the background is installed already",
		"Nothing was changed.",
		"See how it is with: portaldesk service status."}},
	{background.ErrNoManager, Sentence{"This computer starts nothing for one person alone",
		"Delivery in the background needs systemd (Linux), launchd (macOS) or Windows. Notes leave while a window is open.",
		"Keep the window open, or have your own scheduler run: portaldesk notes send."}},
	{background.ErrSystemAccount, Sentence{"An account of the machine cannot deliver your notes",
		"The key of your notes and your session are in your own keyring. LocalSystem and its like cannot read it.",
		"Install the service under your own account, or have it started at sign-in: portaldesk service install --at-sign-in."}},
	{background.ErrOtherAccount, Sentence{"Another account cannot deliver your notes",
		"The key of your notes and your session are in your own keyring. Nobody else can read it.",
		"Install the service while you are signed in to the computer as yourself."}},
	{background.ErrNotAllowed, Sentence{"This account may not change services of this computer",
		"Nothing was changed.",
		"Ask an administrator, or have delivery started at sign-in: portaldesk service install --at-sign-in."}},
	{profile.ErrNewer, Sentence{"A newer Portaldesk wrote the list of portals",
		"This version does not understand it and left it as it is.",
		"Start the newer version."}},
	{profile.ErrUnknown, Sentence{"This portal is not on the list any more",
		"Notes that wait for it are kept.",
		"Add it again with the same address."}},
	{profile.ErrInvalid, Sentence{"This portal cannot be kept as it is",
		"An entry is missing or not of the right form. Nothing was saved.",
		"Correct it and save again."}},
	{secret.ErrUnavailable, Sentence{"The keyring of this computer does not answer",
		"Sessions and keys cannot be kept safely.",
		"Unlock the keyring (sign in to the computer again) and start anew."}},
	{secret.ErrNotFound, Sentence{"The keyring does not hold what was asked for",
		"Nothing was changed.",
		"Sign in again."}},
	{secret.ErrTooBig, Sentence{"The keyring has no room for this session",
		"The portal's session could not be stored safely, so it is not used.",
		"Tell your support; the portal's tokens are too long."}},
}

func incomplete(e *call.Incomplete) Sentence {
	names := make([]string, len(e.Missing))
	for i, part := range e.Missing {
		names[i] = Part(part)
	}
	return Sentence{"The call is not complete yet",
		"Still missing: {{.Parts}}. Nothing was closed and nothing was lost.",
		"Fill it in, then close the call."}.
		translated(map[string]any{"Parts": strings.Join(names, ", ")})
}

func tooLong(e *call.TooLong) Sentence {
	return Sentence{"One entry is too long",
		"{{.Part}} has {{.Length}} characters; the portal takes {{.Max}}. Nothing was cut.",
		"Shorten it, then close the call."}.
		translated(map[string]any{"Part": upper(Part(e.Part)), "Length": e.Length, "Max": e.Max})
}

// Part is the name of a part of a call, as it stands in the middle of a sentence.
func Part(part call.Part) string {
	switch part {
	case call.PartReason:
		return lang.L("the reason")
	case call.PartDetail:
		return lang.L("a word on what it was")
	case call.PartOutcome:
		return lang.L("the outcome")
	case call.PartCallBack:
		return lang.L("when to call back")
	case call.PartNote:
		return lang.L("the note")
	case call.PartCaller:
		return lang.L("the caller's name")
	default:
		return lang.L("an entry")
	}
}

func upper(text string) string {
	runes := []rune(text)
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}
