package trail

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"portaldesk/app/store"
	"portaldesk/client"
)

// Format is a way to write the trail down.
type Format string

// The formats. JSONLines has one [client.AuditEvent] a line, with every field that [HashOf] takes, so that whoever reads it
// can compute the hashes again; the hashes of a filtered export hold, its links only where nothing was left out. CSV
// (RFC 4180) is for spreadsheets: it begins with a byte order mark, without which Excel does not take it for UTF-8, and cells
// that a spreadsheet would take for a formula begin with an apostrophe.
const (
	JSONLines Format = "jsonl"
	CSV       Format = "csv"
)

// ErrFormat is an unknown format.
var ErrFormat = errors.New("trail: unknown format")

// Export writes the entries that f means, oldest first, and answers how many there were and how many could not be read, which
// are left out. It reads a thousand at a time, and asks stop before each: an error ends it.
func (t *Trail) Export(w io.Writer, format Format, f Filter, stop func() error) (written, unreadable int, err error) {
	put, flush, err := encoder(w, format)
	if err != nil {
		return 0, 0, err
	}
	e := exporter{filter: f, put: put}
	for more := true; more && err == nil; {
		if err = stop(); err == nil {
			more, err = e.batch(t.store)
		}
	}
	return e.written, e.unreadable, errors.Join(err, flush())
}

type exporter struct {
	filter              Filter
	put                 func(client.AuditEvent) error
	last                uint64
	written, unreadable int
}

// batch writes the next entries; more says that there may be others behind them.
func (e *exporter) batch(s *store.Store) (more bool, err error) {
	looked := 0
	err = s.View(func(tx *store.Tx) error {
		return tx.From(entries, key(e.last+1), func(id string, decode func(any) error) error {
			if looked >= watchEvery {
				more = true
				return store.ErrStop
			}
			looked++
			return e.visit(id, decode)
		})
	})
	return more, err
}

func (e *exporter) visit(id string, decode func(any) error) (err error) {
	if e.last, err = numberOf(id); err != nil {
		return err
	}
	var entry client.AuditEvent
	err = decode(&entry)
	if errors.Is(err, store.ErrDamaged) {
		e.unreadable++
		return nil
	}
	if err != nil || !e.filter.Matches(entry) {
		return err
	}
	e.written++
	return e.put(entry)
}

func encoder(w io.Writer, format Format) (put func(client.AuditEvent) error, flush func() error, err error) {
	switch format {
	case JSONLines:
		lines := json.NewEncoder(w)
		lines.SetEscapeHTML(false)
		return func(e client.AuditEvent) error { return lines.Encode(e) }, func() error { return nil }, nil
	case CSV:
		return cells(w)
	default:
		return nil, nil, ErrFormat
	}
}

const byteOrderMark = "\ufeff"

func cells(w io.Writer) (put func(client.AuditEvent) error, flush func() error, err error) {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return nil, nil, err
	}
	table := csv.NewWriter(w)
	table.UseCRLF = true
	put = func(e client.AuditEvent) error { return table.Write(rowOf(e)) }
	flush = func() error {
		table.Flush()
		return table.Error()
	}
	err = table.Write([]string{"seq", "at", "agentId", "action", "accountId", "outcome", "detail", "callId", "desk", "id", "prev", "hash"})
	return put, flush, err
}

func rowOf(e client.AuditEvent) []string {
	row := []string{strconv.FormatUint(e.Seq, 10), e.At.UTC().Format(time.RFC3339Nano), e.AgentID, e.Action, string(e.Account),
		string(e.Outcome), e.Detail, string(e.Call), e.Desk, e.ID, e.Prev, e.Hash}
	for i, cell := range row {
		if strings.IndexAny(cell, "=+-@\t\r\n") == 0 {
			row[i] = "'" + cell
		}
	}
	return row
}
