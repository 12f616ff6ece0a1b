package phrase

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/call"
	"portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

// Word is a state as it is shown: in a word with an icon and a tone.
type Word struct {
	Text string
	Icon fyne.ThemeIconName
	Tone parts.Tone
}

// Pill is the word as a pill.
func (w Word) Pill() *parts.Pill { return parts.NewPill(w.Tone, w.Icon, w.Text) }

func (w Word) translated() Word {
	w.Text = lang.L(w.Text)
	return w
}

// wordOf finds a word, and shows the code itself where a portal has one that nobody foresaw.
func wordOf[Code ~string](words map[Code]Word, code Code) Word {
	if word, ok := words[code]; ok {
		return word.translated()
	}
	return Word{string(code), toolkit.IconNameQuestion, parts.Neutral}
}

// Status is the neutral word for an account's state.
func Status(status client.Status) Word { return wordOf(statuses, status) }

var statuses = map[client.Status]Word{
	client.StatusNone:         {"Not invited", toolkit.IconNameContentRemove, parts.Neutral},
	client.StatusInvited:      {"Invited", toolkit.IconNameMailSend, parts.Info},
	client.StatusCodeExpired:  {"Code expired", toolkit.IconNameHistory, parts.Warning},
	client.StatusActive:       {"Active", toolkit.IconNameConfirm, parts.Good},
	client.StatusLocked:       {"Locked", toolkit.IconNameWarning, parts.Bad},
	client.StatusResetPending: {"Reset pending", toolkit.IconNameViewRefresh, parts.Warning},
	client.StatusDeactivated:  {"Deactivated", toolkit.IconNameCancel, parts.Bad},
	client.StatusDeclined:     {"Declined", toolkit.IconNameContentClear, parts.Neutral},
	client.StatusDeceased:     {"Deceased", toolkit.IconNameInfo, parts.Neutral},
	client.StatusMerged:       {"Merged", toolkit.IconNameContentRedo, parts.Neutral},
	client.StatusUnknown:      {"State not known", toolkit.IconNameQuestion, parts.Neutral},
}

// Attempt is how a try to sign in to the portal went.
func Attempt(cause client.AttemptCause) Word { return wordOf(attempts, cause) }

var attempts = map[client.AttemptCause]Word{
	client.CauseSuccess:          {"Signed in", toolkit.IconNameConfirm, parts.Good},
	client.CauseWrongPassword:    {"Wrong password", toolkit.IconNameError, parts.Bad},
	client.CauseLocked:           {"Account was locked", toolkit.IconNameWarning, parts.Bad},
	client.CauseDeactivated:      {"Account was deactivated", toolkit.IconNameCancel, parts.Bad},
	client.CauseNotActivated:     {"Account was not activated", toolkit.IconNameMailSend, parts.Warning},
	client.CauseCodeExpired:      {"Access code had expired", toolkit.IconNameHistory, parts.Warning},
	client.CauseOldCode:          {"Older access code", toolkit.IconNameHistory, parts.Warning},
	client.CauseWrongCode:        {"Wrong access code", toolkit.IconNameError, parts.Bad},
	client.CauseSecondFactor:     {"Second factor failed", toolkit.IconNameError, parts.Bad},
	client.CausePasswordExpired:  {"Password had expired", toolkit.IconNameHistory, parts.Warning},
	client.CauseEmailTypedAsID:   {"E-mail typed as login ID", toolkit.IconNameError, parts.Warning},
	client.CauseTemporaryExpired: {"Temporary password had expired", toolkit.IconNameHistory, parts.Warning},
}

// Mail is what became of a message to the patient.
func Mail(status string) Word { return wordOf(mails, status) }

var mails = map[string]Word{
	client.MailQueued:     {"Queued", toolkit.IconNameHistory, parts.Neutral},
	client.MailSent:       {"Sent", toolkit.IconNameMailSend, parts.Info},
	client.MailDelivered:  {"Delivered", toolkit.IconNameConfirm, parts.Good},
	client.MailBounced:    {"Came back", toolkit.IconNameError, parts.Bad},
	client.MailSuppressed: {"Held back: no consent", toolkit.IconNameCancel, parts.Warning},
}

// Entry is how far a closed call has come on its way to the portal.
func Entry(state outbox.State) Word { return wordOf(entries, state) }

var entries = map[outbox.State]Word{
	outbox.Waiting:   {"Waiting", toolkit.IconNameHistory, parts.Info},
	outbox.Refused:   {"Needs attention", toolkit.IconNameWarning, parts.Warning},
	outbox.Delivered: {"Delivered", toolkit.IconNameConfirm, parts.Good},
}

// Deed is how something done in a call ended.
func Deed(result string) Word { return wordOf(deeds, result) }

var deeds = map[string]Word{
	"done":    {"Done", toolkit.IconNameConfirm, parts.Good},
	"refused": {"Refused", toolkit.IconNameCancel, parts.Warning},
	"failed":  {"Failed", toolkit.IconNameError, parts.Bad},
	"unknown": {"Not known", toolkit.IconNameQuestion, parts.Warning},
}

// Phase is what the clock of a call counts.
func Phase(phase call.Phase) Word { return wordOf(phases, phase) }

var phases = map[call.Phase]Word{
	call.Talk:   {"Talking", toolkit.IconNameMediaRecord, parts.Good},
	call.Hold:   {"On hold", toolkit.IconNameMediaPause, parts.Warning},
	call.Wrap:   {"Wrap-up", toolkit.IconNameDocumentCreate, parts.Info},
	call.Paused: {"Paused", toolkit.IconNameMediaStop, parts.Neutral},
}
