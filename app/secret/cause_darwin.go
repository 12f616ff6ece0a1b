package secret

import (
	"errors"
	"os/exec"
)

// What the security tool behind the keychain exits with: the low byte of the OSStatus (SecBase.h).
const (
	exitUserCanceled   = 128 // errSecUserCanceled
	exitAuthFailed     = 51  // errSecAuthFailed, -25293
	exitNotInteractive = 36  // errSecInteractionNotAllowed, -25308
)

// causeOf reads what the security tool exits with; nil for others.
func causeOf(err error) error {
	ended, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		return nil
	}
	switch ended.ExitCode() {
	case exitNotInteractive:
		return ErrLocked
	case exitAuthFailed, exitUserCanceled:
		return ErrDenied
	default:
		return nil
	}
}
