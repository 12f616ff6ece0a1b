package settings

import (
	"errors"
	"path/filepath"
	"sync"

	"portaldesk/app/store/durable"
)

// File is the settings in one folder. It may be used from any goroutine. A change is on the disk when Change returned
// without an error, and is applied to what the file holds then, so that two programs do not undo each other's.
type File struct {
	path string
	// turn is held through a change and its telling, so that changes are told in their order.
	turn sync.Mutex

	mu      sync.Mutex
	current Settings
	hearers map[int]func(Settings)
	next    int
}

// Open reads the settings in dir and makes the folder when it is missing. There is always a File; while the error is not
// nil it has the defaults in place of what could not be read:
//
//   - [*DamagedError]: the file was set aside
//   - [*RepairedError]: some settings had values that cannot be
//   - [ErrNewer]: nothing can be set
//   - one of the system
func Open(dir string) (*File, error) {
	f := &File{path: filepath.Join(dir, fileName), current: Defaults(), hearers: map[int]func(Settings){}}
	if err := durable.MakeDir(dir); err != nil {
		return f, failure("open", err)
	}
	c, err := load(f.path)
	f.current = c.settings
	return f, err
}

// Now is what is set.
func (f *File) Now() Settings {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.current.clone()
}

// Change edits the settings, keeps them, and tells those who watch. What cannot be kept is an [*InvalidError]; after any
// error nothing has changed. It must not be called by what Watch tells.
func (f *File) Change(edit func(*Settings)) error {
	f.turn.Lock()
	defer f.turn.Unlock()
	c, err := f.reload()
	if err != nil {
		return err
	}
	edit(&c.settings)
	if err := c.settings.Check(); err != nil {
		return err
	}
	if err := c.save(f.path); err != nil {
		return err
	}
	f.tell(c.settings.clone())
	return nil
}

// reload reads what the file holds now. One that was damaged meanwhile was set aside, and is written anew from what is
// known here.
func (f *File) reload() (content, error) {
	c, err := load(f.path)
	_, damaged := errors.AsType[*DamagedError](err)
	_, repaired := errors.AsType[*RepairedError](err)
	switch {
	case damaged:
		c.settings = f.Now()
		return c, nil
	case repaired:
		return c, nil
	default:
		return c, err
	}
}

// Watch has fn called with the settings after each change, from the goroutine that made it, until stop is called. A call
// that is under way then is not waited for.
func (f *File) Watch(fn func(Settings)) (stop func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	number := f.next
	f.next++
	f.hearers[number] = fn
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.hearers, number)
	}
}

func (f *File) tell(now Settings) {
	f.mu.Lock()
	f.current = now
	hearers := make([]func(Settings), 0, len(f.hearers))
	for number := range f.next {
		if fn, watching := f.hearers[number]; watching {
			hearers = append(hearers, fn)
		}
	}
	f.mu.Unlock()
	for _, fn := range hearers {
		fn(now.clone())
	}
}
