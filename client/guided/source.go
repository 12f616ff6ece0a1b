package guided

import (
	"bufio"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"portaldesk/client"
)

// source is an exported file, open for one reading.
type source struct {
	*rowReader
	file    *os.File
	columns []string
	// mark changes when the file does.
	mark string
}

// openSource opens the file at its first row below the header. Its errors are about op.
func openSource(op, path string) (*source, error) {
	file, err := openFile(path, maxExport)
	if err != nil {
		return nil, unreadable(op, err)
	}
	s := &source{file: file}
	if err := s.begin(); err != nil {
		return nil, errors.Join(unreadable(op, err), file.Close())
	}
	return s, nil
}

// begin finds out how the file is written and reads its header.
func (s *source) begin() error {
	info, err := s.file.Stat()
	if err != nil {
		return err
	}
	s.mark = markOf(info)
	written, err := encodingOf(s.file)
	if err != nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	s.rowReader = newRowReader(transform.NewReader(s.file, unicode.BOMOverride(written.NewDecoder())))
	s.columns, err = s.header()
	return err
}

// maxExport is more than any export has, in bytes: a million patients take some 300 MB.
const maxExport = 1 << 30

// whole says whether the file is still the one that was opened: one that was written to meanwhile may have been read in parts of
// both.
func (s *source) whole() bool {
	info, err := s.file.Stat()
	return err == nil && markOf(info) == s.mark
}

// markOf is a mark that changes when a file does.
func markOf(info fs.FileInfo) string {
	hash := fnv.New64a()
	_, _ = fmt.Fprint(hash, info.Size(), info.ModTime().UnixNano()) // a hash takes everything
	return fmt.Sprintf("%016x", hash.Sum64())
}

func (s *source) close() { _ = s.file.Close() } // it was only read

// encodingOf tells UTF-8 from Windows-1252, in which older programs write, by whether what is not ASCII makes sense as UTF-8. A
// byte order mark decides later.
func encodingOf(file io.Reader) (encoding.Encoding, error) {
	sense, nonsense := 0, 0
	for r := bufio.NewReaderSize(file, 1<<16); ; {
		char, size, err := r.ReadRune()
		switch {
		case errors.Is(err, io.EOF):
			if nonsense > sense {
				return charmap.Windows1252, nil
			}
			return unicode.UTF8, nil
		case err != nil:
			return nil, err
		case char == utf8.RuneError && size == 1:
			nonsense++
		case size > 1:
			sense++
		}
	}
}

// errNoTable is the error of a file that has no header with at least one name in it.
var errNoTable = errors.New("no table with a header")

// header reads the first row: its separator is the one that it has most of. Columns without a name get their number for one,
// and a name that comes again its number besides.
func (r *rowReader) header() ([]string, error) {
	line, err := r.physical()
	if err != nil {
		return nil, errNoTable
	}
	if separator, said := strings.CutPrefix(strings.ToLower(line), "sep="); said && len(separator) == 1 { // written by Excel
		r.separator = rune(separator[0])
		if line, err = r.physical(); err != nil {
			return nil, errNoTable
		}
	}
	if r.separator == 0 {
		r.separator = commonest(line, ',', ';', '\t', '|')
	}
	r.unread(line)
	header, err := r.next()
	if err != nil || header.bad() || strings.TrimSpace(strings.Join(header.fields, "")) == "" {
		return nil, errNoTable
	}
	r.width = len(header.fields)
	return unique(header.fields), nil
}

// commonest is the first of the separators that the line has most of, outside of quotes.
func commonest(line string, separators ...rune) rune {
	counts, quoted := map[rune]int{}, false
	for _, char := range line {
		quoted = quoted != (char == '"')
		if !quoted {
			counts[char]++
		}
	}
	best := separators[0]
	for _, separator := range separators {
		if counts[separator] > counts[best] {
			best = separator
		}
	}
	return best
}

func unique(names []string) []string {
	seen := map[string]bool{}
	for i, name := range names {
		name = strings.TrimSpace(name)
		if name == "" || seen[name] {
			name = strings.TrimSpace(fmt.Sprintf("%s (column %d)", name, i+1))
		}
		seen[name], names[i] = true, name
	}
	return names
}

// unreadable is the error of a file that cannot be read at all, without its name.
func unreadable(op string, err error) error {
	return &client.Error{Op: op, Kind: client.Unavailable, Code: "directory-unreadable", Err: errors.New(reason(err))}
}
