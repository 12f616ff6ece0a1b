package guided

import (
	"context"
	"errors"
	"io"

	"portaldesk/client"
)

// survey is what a whole file says, before any of its rows is taken.
type survey struct {
	mark    string // of the file that was looked through
	columns []string
	guess   client.FieldMap
	rows    int
	bad     int
	badRows []int // the numbers of the first of them
	dates   dateOrder
}

// survey looks through the whole file, or answers what it found when the file was the same.
func (c *Client) survey(ctx context.Context, op string) (survey, error) {
	s, err := openSource(op, c.csv)
	if err != nil {
		return survey{}, err
	}
	defer s.close()
	c.mu.Lock()
	known := c.surveyed
	c.mu.Unlock()
	if known.mark == s.mark {
		return known, nil
	}
	found, err := c.lookThrough(ctx, op, s)
	if err != nil {
		return survey{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.surveyed = found
	return found, nil
}

func (c *Client) lookThrough(ctx context.Context, op string, s *source) (survey, error) {
	found := survey{mark: s.mark, columns: s.columns, guess: guess(s.columns)}
	fields := c.mapped(found.guess)
	layout, _ := laidOut(s.columns, fields) // what is missing is said where it matters
	t := table{layout: layout, guide: c.guide, today: c.now()}
	var dates orderCount
	for {
		r, err := s.next()
		switch {
		case errors.Is(err, io.EOF):
			found.dates = dates.order(fields[client.FieldBirthDate])
			return found, nil
		case err != nil:
			return survey{}, unreadable(op, err)
		case ctx.Err() != nil:
			return survey{}, &client.Error{Op: op, Kind: client.Canceled, Err: ctx.Err()}
		}
		found.rows++
		if _, somebody := t.person(r); !somebody {
			found.missed(r.number)
			continue
		}
		dates.see(t.of(r, client.FieldBirthDate))
	}
}

func (s *survey) missed(row int) {
	s.bad++
	if len(s.badRows) < client.MaxBadRows {
		s.badRows = append(s.badRows, row)
	}
}

// mapped are the fields as they are configured, else as the header suggests. The column of the state needs no configuration.
func (c *Client) mapped(guessed client.FieldMap) client.FieldMap {
	if len(c.fields) == 0 {
		return guessed
	}
	fields := client.FieldMap{fieldStatus: guessed[fieldStatus]}
	for field, column := range c.fields {
		fields[field] = column
	}
	return fields
}

// Fields implements [client.FieldReader]. Without a file there are none.
func (c *Client) Fields(ctx context.Context) (client.FieldReport, error) {
	const op = "readFields"
	if _, err := c.agent(op); err != nil || c.csv == "" {
		return client.FieldReport{}, err
	}
	found, err := c.survey(ctx, op)
	if err != nil {
		return client.FieldReport{}, err
	}
	report := client.FieldReport{Guess: found.guess, Rows: found.rows, BadRows: found.badRows}
	for _, column := range found.columns {
		report.Paths = append(report.Paths, client.FieldPath{Path: column})
	}
	return report, nil
}
