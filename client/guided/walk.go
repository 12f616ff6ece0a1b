package guided

import (
	"context"
	"errors"
	"fmt"
	"io"

	"portaldesk/client"
)

// pageRows is how many accounts a page of a walk has.
const pageRows = 500

var _ client.Walker = (*Client)(nil)

// UseIndex implements [client.Walker].
func (c *Client) UseIndex(index client.Index) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.index = index
}

// Walk implements [client.Walker]: it reads the exported file from its first row to its last. A row that cannot be used is
// passed over; [Client.Fields] says which. When the file is another one than that of the cursor, the kind is [client.Invalid]
// with code "cursor-unknown"; when a mapped column is not in it, "columns-missing" with the fields; when more rows are unusable than usable,
// or there are none, "rows-unusable".
func (c *Client) Walk(ctx context.Context, from string, visit func(page []client.Listed, next string, total int) error) error {
	const op = "walkAccounts"
	if _, err := c.agent(op); err != nil {
		return err
	}
	if c.csv == "" {
		return visit(nil, "", 0)
	}
	c.walking(1)
	defer c.walking(-1)
	found, err := c.survey(ctx, op)
	if err != nil {
		return err
	}
	s, err := openSource(op, c.csv)
	if err != nil {
		return err
	}
	defer s.close()
	if s.mark != found.mark {
		return unreadable(op, errBeingWritten)
	}
	if found.bad == found.rows || 2*found.bad > found.rows {
		return &client.Error{Op: op, Kind: client.Invalid, Code: "rows-unusable"}
	}
	w := &walk{source: s, op: op, total: found.rows - found.bad, visit: visit}
	if w.table, err = c.table(op, found); err != nil {
		return err
	}
	if err := w.passTo(from); err != nil {
		return err
	}
	return w.walk(ctx)
}

// errBeingWritten is the error of a file that changes while it is read.
var errBeingWritten = errors.New("the file is being written")

func (c *Client) walking(more int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.walks += more
}

// table makes sense of the rows of a file that was surveyed.
func (c *Client) table(op string, found survey) (table, error) {
	layout, missing := laidOut(found.columns, c.mapped(found.guess))
	if len(missing) > 0 {
		return table{}, &client.Error{Op: op, Kind: client.Invalid, Code: "columns-missing", Fields: missing}
	}
	return table{layout: layout, guide: c.guide, dates: found.dates, today: c.now()}, nil
}

// walk is one reading of a file.
type walk struct {
	*source
	table
	op    string
	total int
	visit func(page []client.Listed, next string, total int) error
}

// passTo skips what was read before. A cursor is the file's mark and the number of the last row that was read.
func (w *walk) passTo(cursor string) error {
	if cursor == "" {
		return nil
	}
	var last int
	if _, err := fmt.Sscanf(cursor, w.mark+":%d", &last); err != nil {
		return &client.Error{Op: w.op, Kind: client.Invalid, Code: "cursor-unknown"}
	}
	for w.number < last {
		if _, err := w.next(); err != nil {
			return unreadable(w.op, err)
		}
	}
	return nil
}

func (w *walk) cursor() string { return fmt.Sprintf("%s:%d", w.mark, w.number) }

// walk hands over page after page.
func (w *walk) walk(ctx context.Context) error {
	for {
		page, over, err := w.page()
		switch {
		case err != nil:
			return unreadable(w.op, err)
		case ctx.Err() != nil:
			return &client.Error{Op: w.op, Kind: client.Canceled, Err: ctx.Err()}
		case over && !w.whole():
			return unreadable(w.op, errBeingWritten)
		case over:
			return w.visit(page, "", w.total)
		}
		if err := w.visit(page, w.cursor(), w.total); err != nil {
			return err
		}
	}
}

// page reads on until a page is full or the file is over.
func (w *walk) page() (page []client.Listed, over bool, err error) {
	for len(page) < pageRows {
		r, err := w.next()
		if errors.Is(err, io.EOF) {
			return page, true, nil
		}
		if err != nil {
			return nil, false, err
		}
		if account, somebody := w.listed(r); somebody {
			page = append(page, account)
		}
	}
	return page, false, nil
}
