package background

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"

	"portaldesk/app"
	"portaldesk/app/outbox"
	"portaldesk/app/secret"
	"portaldesk/app/store"
	"portaldesk/app/store/durable"
	"portaldesk/client"
)

const bookName = "delivery.json"

// Book is what the last rounds did, by the id of the profile. Only the deliverer writes it.
type Book map[string]Record

// Record is what the last round at one portal did.
type Record struct {
	// At is when the round ended, DeliveredAt when one last delivered something; zero when none has.
	At          time.Time `json:"at"`
	DeliveredAt time.Time `json:"deliveredAt,omitzero"`
	// Waiting and OldestAt are what was left; NeedsAttention was refused by the portal, OfOthers waits for other agents.
	Waiting        int       `json:"waiting"`
	OldestAt       time.Time `json:"oldestAt,omitzero"`
	NeedsAttention int       `json:"needsAttention"`
	OfOthers       int       `json:"ofOthers"`
	// Problem is what kept notes from leaving; the zero value when nothing did.
	Problem Problem `json:"problem,omitzero"`
}

// Problem is an error without its texts: enough to find the words for it again.
type Problem struct {
	Kind  client.Kind `json:"kind,omitempty"` // the portal's
	Code  string      `json:"code,omitempty"`
	Local string      `json:"local,omitempty"` // this computer's
}

// locals are the errors of this computer that can be named.
var locals = []error{store.ErrBusy, store.ErrKeyMissing, store.ErrKeyWrong, store.ErrKeyringUnavailable, store.ErrNewer, store.ErrDamaged,
	store.ErrFull, store.ErrReadOnly, store.ErrDisk, store.ErrClosed, secret.ErrUnavailable}

// unnamed stands for an error of this computer that has no name.
const unnamed = "unknown"

func problemOf(err error) Problem {
	if err == nil {
		return Problem{}
	}
	for _, local := range locals {
		if errors.Is(err, local) {
			return Problem{Local: local.Error()}
		}
	}
	if failure, ok := errors.AsType[*client.Error](err); ok {
		return Problem{Kind: failure.Kind, Code: failure.Code}
	}
	return Problem{Local: unnamed}
}

// Err is the problem as an error that the program has words for; nil for none.
func (p Problem) Err() error {
	switch {
	case p.Kind != "":
		return &client.Error{Op: "deliver", Kind: p.Kind, Code: p.Code}
	case p.Local == "":
		return nil
	}
	for _, local := range locals {
		if local.Error() == p.Local {
			return local
		}
	}
	return errors.New("deliver: " + unnamed)
}

// after is the record once another round has ended.
func (r Record) after(d app.Delivery, err error, now time.Time) Record {
	next := Record{At: now.Round(0).UTC(), DeliveredAt: r.DeliveredAt, Problem: problemOf(err)}
	if opened := next.Problem.Local == ""; opened {
		next = next.counting(d.Queue)
	} else {
		next.Waiting, next.OldestAt, next.NeedsAttention, next.OfOthers = r.Waiting, r.OldestAt, r.NeedsAttention, r.OfOthers
	}
	if d.Delivered > 0 {
		next.DeliveredAt = next.At
	}
	return next
}

func (r Record) counting(queue outbox.Summary) Record {
	r.Waiting, r.OldestAt, r.NeedsAttention, r.OfOthers = queue.Waiting, queue.OldestAt, queue.NeedsAttention, queue.OfOthers
	return r
}

// ReadBook reads what the last rounds did. Where nothing was written, or nothing that can be read, it is empty: it is only ever
// shown, and the next rounds write it anew.
func ReadBook(dir string) (Book, error) {
	text, err := os.ReadFile(filepath.Join(dir, bookName))
	if errors.Is(err, fs.ErrNotExist) {
		return Book{}, nil
	}
	book := Book{}
	if err == nil && json.Unmarshal(text, &book) != nil {
		book = Book{}
	}
	return book, err
}

// with is a copy of the book with another record.
func (b Book) with(id string, r Record) Book {
	next := maps.Clone(b)
	next[id] = r
	return next
}

func (b Book) write(dir string) error {
	text, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return durable.WriteFile(filepath.Join(dir, bookName), append(text, '\n'))
}
