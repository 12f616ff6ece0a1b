package app

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"portaldesk/client"
)

// actionExportCalls is the trail's word for writing closed calls to a file.
const actionExportCalls = "export-calls"

// exportPage is how many calls are read at a time.
const exportPage = 100

// ExportCalls writes the calls of a query, in its order, to a file that only the agent can read, as CSV for spreadsheets (RFC 4180,
// with a byte order mark; a cell that would be taken for a formula begins with an apostrophe). The query's limit and cursor are
// not looked at. The file appears under its name when it is whole and on the disk; a power cut before that leaves at most a file
// whose name ends in .part.
//
// The export is an entry of the trail, written before anything is read: one that cannot be written ends it. Without the right to
// read calls the error is client.Forbidden or client.NotOffered. The answer is how many calls were written.
func (d *Desk) ExportCalls(ctx context.Context, path string, query client.CallQuery) (written int, err error) {
	if err := d.mayRead(client.ReadsCalls); err != nil {
		return 0, err
	}
	entry := client.AuditEvent{Action: actionExportCalls, Account: query.Account, Outcome: client.AuditIntent, Detail: "csv"}
	if err := d.write(entry); err != nil {
		return 0, err
	}
	err = replace(path, func(file *os.File) (err error) {
		written, err = d.writeCalls(ctx, file, query)
		return err
	})
	entry.Outcome = client.AuditDone
	if err != nil {
		entry.Outcome, written = client.AuditFailed, 0
	}
	return written, errors.Join(err, d.write(entry))
}

// writeCalls writes all calls of a query.
func (d *Desk) writeCalls(ctx context.Context, to io.Writer, query client.CallQuery) (written int, err error) {
	if _, err := io.WriteString(to, "\ufeff"); err != nil {
		return 0, err
	}
	table := csv.NewWriter(to)
	table.UseCRLF = true
	if err := table.Write(callColumns); err != nil {
		return 0, err
	}
	err = d.eachPast(ctx, query, func(c client.Call) error {
		written++
		return table.Write(callCells(c))
	})
	table.Flush()
	return written, errors.Join(err, table.Error())
}

// eachPast visits every call of a query, a page at a time. A portal whose pages lead in a circle is client.Protocol.
func (d *Desk) eachPast(ctx context.Context, query client.CallQuery, visit func(client.Call) error) error {
	query.Limit, query.Cursor = exportPage, ""
	for seen := map[string]bool{}; ; {
		page, err := d.PastCalls(ctx, query)
		if err != nil {
			return err
		}
		for _, c := range page.Items {
			if err := visit(c); err != nil {
				return err
			}
		}
		if page.Next == "" {
			return nil
		}
		if seen[page.Next] {
			return &client.Error{Op: client.OpCalls, Kind: client.Protocol, Code: "pages-in-a-circle"}
		}
		seen[page.Next], query.Cursor = true, page.Next
	}
}

var callColumns = []string{
	"id", "openedAt", "closedAt", "agentId", "accountId", "relation", "callerName", "callerNumber", "proofLevel", "stage", "cause",
	"detail", "outcome", "talkSeconds", "holdSeconds", "wrapSeconds", "language", "note", "done", "amends", "repeatOf",
}

// callCells is a call in the order of callColumns. Times are in UTC.
func callCells(c client.Call) []string {
	cells := []string{
		string(c.ID), c.OpenedAt.UTC().Format(time.RFC3339), c.ClosedAt.UTC().Format(time.RFC3339), c.AgentID, string(c.Account),
		string(c.Caller.Relation), c.Caller.Name, c.Caller.Number, strconv.Itoa(int(c.Caller.Level)), c.Reason.Stage, c.Reason.Cause,
		c.Reason.Detail, string(c.Outcome), strconv.Itoa(c.TalkSeconds), strconv.Itoa(c.HoldSeconds), strconv.Itoa(c.WrapSeconds),
		c.Language, c.Note, deedsCell(c.Done), string(c.Amends), string(c.RepeatOf),
	}
	for i, cell := range cells {
		cells[i] = plainCell(cell)
	}
	return cells
}

// deedsCell is what was done in a call: "unlock: done; reset-password: failed".
func deedsCell(done []client.Deed) string {
	deeds := make([]string, len(done))
	for i, deed := range done {
		deeds[i] = deed.What + ": " + deed.Result
	}
	return strings.Join(deeds, "; ")
}

// formulaMarks begin what a spreadsheet takes for a formula, the full-width ones in some languages.
const formulaMarks = "=+-@\t\r\n＝＋－＠"

// plainCell keeps a spreadsheet from taking a cell for a formula.
func plainCell(cell string) string {
	if strings.IndexAny(cell, formulaMarks) == 0 {
		return "'" + cell
	}
	return cell
}
