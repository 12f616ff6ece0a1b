package phrase

import (
	"errors"
	"io/fs"
	"syscall"

	"portaldesk/app/profile"
	"portaldesk/app/settings"
	"portaldesk/app/template"
)

// NotKept says why something that an agent set or wrote for this computer is as it was before.
func NotKept(err error) Sentence {
	sentence := Sentence{"It could not be kept", "The disk refused it. Nothing was changed.", "Try it again, and tell your support if this stays."}
	switch {
	case errors.Is(err, settings.ErrNewer), errors.Is(err, template.ErrNewer), errors.Is(err, profile.ErrNewer):
		sentence.Body, sentence.Next = "A newer version of Portaldesk wrote the file, so this one leaves it as it is. Nothing was changed.", "Start the newer version."
	case errors.Is(err, syscall.ENOSPC):
		sentence.Body, sentence.Next = "The disk is full. Nothing was changed.", "Make room and try it again."
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		sentence.Body, sentence.Next = "The folder of the settings may not be written to. Nothing was changed.", "Ask whoever looks after this computer."
	}
	return sentence.translated(nil)
}
