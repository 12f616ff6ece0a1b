package guided

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"portaldesk/assets"
)

const (
	shippedFolder = "guides/"
	guideEnding   = ".txt"
)

// Shipped are the names of the guides that come with the program.
func Shipped() []string {
	entries, err := assets.Guides.ReadDir(strings.TrimSuffix(shippedFolder, "/"))
	if err != nil {
		return nil // the folder is part of the program: it is there
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = strings.TrimSuffix(entry.Name(), guideEnding)
	}
	return names
}

// Load reads a guide: one that comes with the program by its name ("mychart"), any other by the path of its file. The error is a
// [*GuideError] where the guide itself cannot be used; it does not repeat the path.
func Load(nameOrPath string) (Guide, error) {
	text, err := read(nameOrPath)
	if err != nil {
		return Guide{}, &GuideError{0, "the file cannot be read: " + reason(err)}
	}
	return Parse(strings.TrimPrefix(string(text), "\ufeff"))
}

func read(nameOrPath string) ([]byte, error) {
	if slices.Contains(Shipped(), nameOrPath) {
		return assets.Guides.ReadFile(shippedFolder + nameOrPath + guideEnding)
	}
	file, err := openFile(nameOrPath, maxGuide)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	return io.ReadAll(io.LimitReader(file, maxGuide+1))
}

// Why a path is not opened.
var (
	errNoFile   = errors.New("it is not a file")
	errTooLarge = errors.New("it is far too large")
)

// openFile opens a file that has at most so many bytes. What is none, a pipe or a device, could keep its reader for ever.
func openFile(path string, most int64) (*os.File, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errNoFile
	case info.Size() > most:
		return nil, errTooLarge
	}
	return os.Open(path)
}

// reason is why a file cannot be read, without its name.
func reason(err error) string {
	if named, ok := errors.AsType[*fs.PathError](err); ok {
		return named.Err.Error()
	}
	return err.Error()
}
