package transport

import (
	"errors"
	"net/url"
	"strings"
)

// Path joins segments to an escaped path: Path("v1", "accounts", id). A segment that would change the path's meaning on
// its way ("", ".", "..") is an error, for ids come from a server that need not be friendly.
func Path(segments ...string) (string, error) {
	var path strings.Builder
	for _, segment := range segments {
		switch segment {
		case "", ".", "..":
			return "", errors.New("an id that cannot be part of a path")
		}
		path.WriteByte('/')
		path.WriteString(url.PathEscape(segment))
	}
	return path.String(), nil
}
