package operate

import (
	"fyne.io/fyne/v2"

	"portaldesk/app/operation"
	"portaldesk/ui/parts"
)

// shortcuts are the keys of the operations. One without an entry has none.
var shortcuts = map[operation.ID]fyne.Shortcut{
	"reset-password":      parts.Ctrl(fyne.KeyR),
	"change-login-id":     parts.Ctrl(fyne.KeyI),
	"access-code":         parts.Ctrl(fyne.KeyG),
	"activate":            parts.Ctrl(fyne.KeyB),
	"deactivate":          parts.Ctrl(fyne.KeyD),
	"unlock":              parts.Ctrl(fyne.KeyU),
	"sign-out-everywhere": parts.Ctrl(fyne.KeyO),
	"resend-invitation":   parts.Ctrl(fyne.KeyJ),
	"correct-contact":     parts.Ctrl(fyne.KeyM),
}

// Shortcut is the keys of an operation, nil when it has none.
func Shortcut(id operation.ID) fyne.Shortcut { return shortcuts[id] }
