package secrettest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"portaldesk/app/secret"
)

// File is a ring in a plain file, which outlives the process, so that a desk that was closed or killed can be opened
// again. It keeps to the rules of the others. One process at a time may use the file.
func File(path string) secret.Ring { return &file{path: path} }

type file struct {
	mu   sync.Mutex
	path string
}

func (f *file) Get(item string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	items, err := f.items()
	value, found := items[item]
	if err == nil && !found {
		err = secret.ErrNotFound
	}
	return value, err
}

func (f *file) Set(item, value string) error {
	if len(value) > secret.MaxValue {
		return secret.ErrTooBig
	}
	return f.change(func(items map[string]string) { items[item] = value })
}

func (f *file) Delete(item string) error {
	return f.change(func(items map[string]string) { delete(items, item) })
}

func (f *file) Durable() bool { return true }

// items are empty before the first was set.
func (f *file) items() (map[string]string, error) {
	items := map[string]string{}
	text, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return items, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &items); err != nil {
		return nil, fmt.Errorf("ring file: %w", err)
	}
	return items, nil
}

// change replaces the file as a whole: a process that is killed on the way leaves the one before.
func (f *file) change(how func(items map[string]string)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	items, err := f.items()
	if err != nil {
		return err
	}
	how(items)
	text, err := json.Marshal(items)
	if err != nil {
		return err
	}
	if err := os.WriteFile(f.path+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(f.path+".new", f.path)
}
