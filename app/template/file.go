package template

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"portaldesk/app/store/durable"
)

// firstLine begins the file of the own templates; a later version counts on. What it writes after it is for [ParseAll].
const (
	firstLine  = "portaldesk templates 1"
	anyVersion = "portaldesk templates "
)

// ErrNewer: a newer version of the program wrote the templates.
var ErrNewer = errors.New("template: the file was written by a newer version")

// DamagedError says that the file was no list of templates and is kept, for somebody to mend, as KeptAs in the same folder.
type DamagedError struct {
	KeptAs string
	// At is the mistake; its line is one of the file.
	At *ParseError
}

func (e *DamagedError) Error() string { return "template: the file is damaged and was kept aside" }

// Unwrap makes the place visible to errors.As.
func (e *DamagedError) Unwrap() error { return e.At }

func isDamaged(err error) bool {
	_, damaged := errors.AsType[*DamagedError](err)
	return damaged
}

// load reads the own templates. A missing file has none; a damaged one is moved aside.
func load(path string) ([]Template, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, failure("read", err)
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	first = strings.TrimSuffix(first, "\r")
	switch {
	case first == firstLine && strings.TrimSpace(rest) == "":
		return nil, nil
	case first == firstLine:
		return parseRest(path, rest)
	case strings.HasPrefix(first, anyVersion):
		return nil, ErrNewer
	default:
		return nil, setAside(path, &ParseError{1, 1, "missing", firstLine})
	}
}

func parseRest(path, text string) ([]Template, error) {
	list, err := ParseAll(text)
	if at, wrong := errors.AsType[*ParseError](err); wrong {
		at.Line++ // after the first line
		return nil, setAside(path, at)
	}
	return list, err
}

func setAside(path string, at *ParseError) error {
	kept := path + ".damaged-" + time.Now().UTC().Format("20060102-150405.000000000")
	if err := os.Rename(path, kept); err != nil {
		return failure("set aside", err)
	}
	return &DamagedError{KeptAs: filepath.Base(kept), At: at}
}

func save(path string, list []Template) error {
	return failure("write", durable.WriteFile(path, []byte(firstLine+"\n"+Format(list))))
}

// failure names the step and leaves out the path, which holds the name of whoever works at this computer.
func failure(op string, err error) error {
	if err == nil {
		return nil
	}
	if cause, ok := errors.AsType[*fs.PathError](err); ok {
		err = cause.Err
	}
	return fmt.Errorf("template: %s: %w", op, err)
}
