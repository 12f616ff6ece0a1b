package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// ErrNewer: a newer version of the program wrote the file. It is left as it is, and nothing can be set.
var ErrNewer = errors.New("settings: written by a newer version")

// InvalidError says which setting, by its key in the file, cannot have its value.
type InvalidError struct{ Field string }

func (e *InvalidError) Error() string { return "settings: invalid: " + e.Field }

// DamagedError says that the file was not readable and is kept, for somebody to look at, as KeptAs in the same folder. All
// settings are the defaults.
type DamagedError struct{ KeptAs string }

func (e *DamagedError) Error() string { return "settings: the file is damaged and was kept aside" }

// RepairedError says which settings, by their keys in the file, had a value that cannot be, and have their default.
type RepairedError struct{ Fields []string }

func (e *RepairedError) Error() string {
	return "settings: set to the default: " + strings.Join(e.Fields, ", ")
}

// failure names the step and leaves out the path, which holds the name of whoever works at this computer.
func failure(op string, err error) error {
	if err == nil {
		return nil
	}
	if cause, ok := errors.AsType[*fs.PathError](err); ok {
		err = cause.Err
	}
	return fmt.Errorf("settings: %s: %w", op, err)
}
