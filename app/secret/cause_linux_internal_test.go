package secret

import (
	"errors"
	"testing"

	"github.com/godbus/dbus/v5"
)

// What a real keyring cannot be made to answer here is told apart by what the library hands on.
func TestTheReasonOfARefusalIsToldApart(t *testing.T) {
	reasons := []error{ErrSlow, ErrLocked, ErrDenied, ErrFull}
	for name, want := range map[string]error{
		"org.freedesktop.Secret.Error.IsLocked":      ErrLocked,
		"org.freedesktop.DBus.Error.AccessDenied":    ErrDenied,
		"org.freedesktop.DBus.Error.LimitsExceeded":  ErrFull,
		"org.freedesktop.DBus.Error.NoReply":         ErrSlow,
		"org.freedesktop.DBus.Error.ServiceUnknown":  nil,
		"org.freedesktop.Secret.Error.NoSuchObject":  nil,
		"org.freedesktop.DBus.Error.InconsistentMsg": nil,
	} {
		got := classify("get", dbus.Error{Name: name, Body: []any{"its words"}})
		if !errors.Is(got, ErrUnavailable) {
			t.Errorf("%s: %v", name, got)
		}
		for _, reason := range reasons {
			if errors.Is(got, reason) != (reason == want) {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
	}
}
