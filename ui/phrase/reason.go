package phrase

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/client"
)

// Reason is why they called: "Sign in: Locked after wrong passwords", by a portal's list of reasons, hidden ones too. A code
// that is not on it is shown as it is.
func Reason(list call.Reasons, reason client.Reason) string {
	for _, stage := range list.All() {
		if stage.Code == reason.Stage {
			return lang.L("{{.Stage}}: {{.Cause}}", map[string]any{
				"Stage": lang.L(stage.Title), "Cause": causeOf(stage, reason)})
		}
	}
	return reason.Stage
}

// causeOf is the cause's title, or the agent's own word where the cause asks for one.
func causeOf(stage call.Stage, reason client.Reason) string {
	for _, cause := range stage.Causes {
		switch {
		case cause.Code != reason.Cause:
		case cause.NeedsDetail && reason.Detail != "":
			return reason.Detail
		default:
			return lang.L(cause.Title)
		}
	}
	return reason.Cause
}
