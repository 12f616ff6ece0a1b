// Package journal keeps documents on disk so that a kill at any moment loses nothing that was acknowledged.
//
// The file is one JSON line after another. The first names the population it belongs to; each later one is an [Entry]:
// all documents that one request changed, written and synced at once. A line is either whole or not there.
package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// FileName is the journal's name inside its folder.
const FileName = "journal.jsonl"

// Document is one value under its table and key. A later document under the same name replaces it.
type Document struct {
	Table string          `json:"t"`
	Key   string          `json:"k"`
	Value json.RawMessage `json:"v"`
}

// Entry is what one request changed.
type Entry struct {
	Documents []Document `json:"documents"`
}

// ErrBroken is returned by every Append after one that could neither be finished nor taken back.
var ErrBroken = errors.New("journal: an earlier write could not be taken back")

// Journal is an open journal. It may be used from any goroutine.
type Journal struct {
	mu     sync.Mutex
	file   *os.File
	size   int64
	broken bool
}

// Restore takes up what a journal holds: its header, and the newest document of each name in the order of their last change.
// It answers the documents that are worth keeping. After an error the journal stays as it is.
type Restore func(header json.RawMessage, documents []Document) (worth []Document, err error)

// Open reads the journal in dir, hands it to restore, rewrites the file without what was replaced or is worth nothing any
// more, and opens it for appending. When there is no journal yet, restore is not called, and one with the given header is
// begun.
func Open(dir string, header json.RawMessage, restore Restore) (*Journal, error) {
	path := filepath.Join(dir, FileName)
	kept, documents, err := read(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		kept = header
	case err != nil:
		return nil, err
	default:
		if documents, err = restore(kept, documents); err != nil {
			return nil, err
		}
	}
	if err := rewrite(path, kept, documents); err != nil {
		return nil, err
	}
	return openForAppend(path)
}

// Append writes one entry as one line and, when durable, waits until the disk has it. After an error nothing of the entry
// is in the journal.
func (j *Journal) Append(entry Entry, durable bool) error {
	line, err := json.Marshal(entry)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.broken {
		return ErrBroken
	}
	if err := j.write(append(line, '\n'), durable); err != nil {
		j.takeBack()
		return fmt.Errorf("journal: %w", err)
	}
	j.size += int64(len(line) + 1)
	return nil
}

// Close closes the file. Everything appended durably is on disk already.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.broken = true
	return j.file.Close()
}

func (j *Journal) write(line []byte, durable bool) error {
	if _, err := j.file.Write(line); err != nil {
		return err
	}
	if !durable {
		return nil
	}
	return j.file.Sync()
}

// takeBack cuts off what a failed write left. If even that fails, going on would bury a torn line in the middle.
func (j *Journal) takeBack() {
	if err := j.file.Truncate(j.size); err != nil {
		j.broken = true
	}
}

func openForAppend(path string) (*Journal, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("journal: %w", err), file.Close())
	}
	return &Journal{file: file, size: size}, nil
}
