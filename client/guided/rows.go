package guided

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// The longest line that is read, and the most lines that a quoted field may span. Beyond them a quote was forgotten.
const (
	maxLine  = 64 << 10
	maxLines = 32
)

// row is one row of a table; it is bad when it has no fields. Number is as in a spreadsheet: the first row is 1.
type row struct {
	number int
	fields []string
}

func (r row) bad() bool { return r.fields == nil }

// rowReader reads a table row by row. A row that cannot be read does not take those after it along: reading goes on in the
// next line.
type rowReader struct {
	lines     *bufio.Reader
	ahead     []string // lines that were read already
	separator rune
	width     int // columns of the header, 0 before it is read
	number    int // of the row that was read last
}

func newRowReader(text io.Reader) *rowReader {
	return &rowReader{lines: bufio.NewReaderSize(text, 1<<16)}
}

// next is the next row that is not empty; io.EOF after the last.
func (r *rowReader) next() (row, error) {
	for {
		line, err := r.physical()
		if err != nil {
			return row{}, err
		}
		r.number++
		if strings.Trim(line, " \t\r"+string(r.separator)) == "" {
			continue
		}
		fields, err := r.fields(line)
		return row{r.number, r.fitted(fields)}, err
	}
}

// fields are those of the row that begins with the line, nil when it makes no sense. A field in quotes may go on in the lines
// after it; when that makes no sense, they are read again as rows of their own. The error is that of the file.
func (r *rowReader) fields(line string) ([]string, error) {
	text, more := line, []string(nil)
	for strings.Count(text, `"`)%2 == 1 {
		next, err := r.physical()
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if err != nil || len(more) == maxLines || len(text) > maxLine {
			r.unread(append(more, lineIf(err == nil, next)...)...)
			return nil, nil
		}
		more = append(more, next)
		text += "\n" + next
	}
	fields := split(text, r.separator)
	if fields == nil {
		r.unread(more...)
	}
	return fields, nil
}

func lineIf(read bool, line string) []string {
	if read {
		return []string{line}
	}
	return nil
}

// split is nil for what is not a row.
func split(text string, separator rune) []string {
	if !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) || strings.ContainsRune(text, 0) {
		return nil
	}
	if !strings.Contains(text, `"`) {
		return strings.Split(text, string(separator))
	}
	text = strings.ReplaceAll(string(separator)+text, string(separator)+`="`, string(separator)+`"`)[1:] // see unwrapped
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord = separator, -1
	fields, err := reader.Read()
	if err != nil {
		return nil
	}
	return fields
}

// fitted are the fields if they are as many as the header has, or have only empty ones beyond: else nobody knows which is
// which.
func (r *rowReader) fitted(fields []string) []string {
	if r.width == 0 || len(fields) == r.width {
		return fields
	}
	if len(fields) > r.width && strings.Join(fields[r.width:], "") == "" {
		return fields[:r.width]
	}
	return nil
}

// physical is the next line of the file, without its end. One that is too long is cut, which makes its row a bad one.
func (r *rowReader) physical() (string, error) {
	if len(r.ahead) > 0 {
		line := r.ahead[0]
		r.ahead = r.ahead[1:]
		return line, nil
	}
	var line []byte
	for {
		part, err := r.lines.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			line = append(line[:maxLine], 0)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0, err == nil:
			return strings.TrimRight(string(line), "\r\n"), nil
		default:
			return "", err
		}
	}
}

// unread puts lines back, so that they come next.
func (r *rowReader) unread(lines ...string) { r.ahead = append(lines, r.ahead...) }
