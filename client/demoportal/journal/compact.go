package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

// read answers the header and the newest document of each name. A last line without its end is what a kill leaves and is
// left out; anything else that cannot be read is damage, and an error.
func read(path string) (json.RawMessage, []Document, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("journal: %w", err)
	}
	defer file.Close()
	lines := bufio.NewReaderSize(file, 1<<20)
	header, err := line(lines)
	if err != nil {
		return nil, nil, fmt.Errorf("journal: header: %w", err)
	}
	var all []Document
	for number := 2; ; number++ {
		text, err := line(lines)
		if errors.Is(err, io.EOF) {
			return header, newest(all), nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("journal: line %d: %w", number, err)
		}
		var entry Entry
		if err := json.Unmarshal(text, &entry); err != nil {
			return nil, nil, fmt.Errorf("journal: line %d is damaged: %w", number, err)
		}
		all = append(all, entry.Documents...)
	}
}

// line answers one whole line without its end, or io.EOF when only a torn one or nothing is left.
func line(lines *bufio.Reader) ([]byte, error) {
	text, err := lines.ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(text, []byte{'\n'}), nil
}

// newest keeps the last document of each name, in the order of those last documents.
func newest(all []Document) []Document {
	type name struct{ table, key string }
	seen := make(map[name]bool, len(all))
	var kept []Document
	for _, document := range slices.Backward(all) {
		id := name{document.Table, document.Key}
		if !seen[id] {
			seen[id] = true
			kept = append(kept, document)
		}
	}
	slices.Reverse(kept)
	return kept
}

// rewrite writes the journal anew beside its place and renames it into it, so that a kill leaves the old or the new one.
func rewrite(path string, header json.RawMessage, documents []Document) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), FileName+".*")
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer os.Remove(temporary.Name())
	err = errors.Join(writeAll(temporary, header, documents), temporary.Close())
	if err != nil {
		return fmt.Errorf("journal: rewrite: %w", err)
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return fmt.Errorf("journal: rewrite: %w", err)
	}
	return syncFolder(filepath.Dir(path))
}

func writeAll(file *os.File, header json.RawMessage, documents []Document) error {
	out := bufio.NewWriter(file)
	out.Write(header)
	out.WriteByte('\n')
	for _, document := range documents {
		text, err := json.Marshal(Entry{Documents: []Document{document}})
		if err != nil {
			return err
		}
		out.Write(text)
		out.WriteByte('\n')
	}
	// bufio remembers the first error of the writes above.
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Sync()
}

// syncFolder makes the rename itself durable. Windows has no such thing for folders.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return errors.Join(folder.Sync(), folder.Close())
}
