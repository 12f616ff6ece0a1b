package phrase

import (
	"maps"

	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/redflag"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

// Flag is a red flag as the agent reads it: what it is, and when the newest of it happened.
func Flag(flag redflag.Flag, clock Clock) string {
	facts := maps.Clone(flag.Facts)
	if facts["Date"] != nil {
		return say(flag.Sentence, map[string]any{"Name": facts["Name"], "Date": clock.Date(flag.At)})
	}
	said := say(flag.Sentence, facts)
	if flag.At.IsZero() || flag.Code == redflag.FailedProofs { // when each of those was stands with the account's name
		return said
	}
	return lang.L("{{.Flag}} Last: {{.When}}.", map[string]any{"Flag": said, "When": clock.Since(flag.At)})
}

// FlagCode is a red flag of which only the code is known: another desk found it. A code that nobody foresaw is shown as it is.
func FlagCode(code string) string {
	if key := redflag.Sentence(redflag.Code(code)); key != "" {
		return lang.L(key)
	}
	return code
}

// Approval is how far a request for a second person's approval has come.
func Approval(state client.ApprovalState) Word { return wordOf(approvalStates, state) }

var approvalStates = map[client.ApprovalState]Word{
	client.ApprovalPending:   {"Waiting", toolkit.IconNameHistory, parts.Info},
	client.ApprovalGranted:   {"Granted", toolkit.IconNameConfirm, parts.Good},
	client.ApprovalDenied:    {"Denied", toolkit.IconNameCancel, parts.Bad},
	client.ApprovalExpired:   {"Expired", toolkit.IconNameWarning, parts.Neutral},
	client.ApprovalUsed:      {"Used", toolkit.IconNameConfirm, parts.Neutral},
	client.ApprovalWithdrawn: {"Withdrawn", toolkit.IconNameContentRemove, parts.Neutral},
}

// approvalCodes says what the codes of a second person's approval mean.
var approvalCodes = map[string]Sentence{
	"approval-required": {"A supervisor must approve this",
		"The portal asks for a second person here. Nothing was changed.",
		"Ask a supervisor, then do it again."},
	"approval-invalid": {"The approval is not good for this, or not any more",
		"It is for one operation on one account in one call, once, for 15 minutes. Nothing was changed.",
		"Ask a supervisor again."},
	"approval-text-invalid": {"A reason is missing, or too long",
		"Up to 200 characters are kept with the request.",
		"Write in a few words why."},
	"own-approval": {"Nobody approves what they asked for themselves",
		"A second person must decide. Nothing was changed.",
		"Ask another supervisor."},
	"may-not-approve": {"This person may not approve",
		"It takes a supervisor. Nothing was approved, and the attempt is in the trail.",
		"Ask a supervisor."},
	"another-approval": {"The portal answered about another request",
		"Its answer cannot be used. Whether it took the request is not known.",
		"Read the requests again before you go on, and tell whoever runs the portal."},
	"approval-not-found": {"There is no such request any more",
		"It may have been taken back, or the call has ended.",
		"Ask anew if it is still needed."},
	"approval-decided": {"This request is decided already",
		"Somebody was faster, or it was taken back. Nothing was changed.",
		"Read the list again."},
	"approval-expired": {"This request is too old",
		"A request is good for 15 minutes. Nothing was changed.",
		"Ask anew if it is still needed."},
	"beside-not-offered": {"Nobody can approve at this desk",
		"Agents only say who they are here, so nobody could tell who approved.",
		"Pass the call on to a supervisor."},
}
