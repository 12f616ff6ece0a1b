// Package front keeps an installation to one window: whoever starts a second one has the first come to the front.
//
// The folder "window" beside the profiles holds two files. "lock" is held by the window for as long as it is open; it is the
// system's own lock and ends with the process, however that ends. "knock" is made by a second process and taken away by the window
// that heard it. Being there is all that it says: nothing else can be told to a window this way.
package front

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/gofrs/flock"

	"portaldesk/app/store/durable"
)

// ErrOpen: a window is open already and has heard the knock.
var ErrOpen = errors.New("front: a window is open already")

// ErrSilent: a window is open already, and does not answer.
var ErrSilent = errors.New("front: the window that is open does not answer")

const (
	folder   = "window"
	beat     = 50 * time.Millisecond
	patience = 3 * time.Second
)

// Window is the one window of an installation.
type Window struct {
	lock    *flock.Flock
	knock   string
	watcher *fsnotify.Watcher
}

// Open makes the caller the window of the installation in dir. Where there is one already it knocks there and the error is ErrOpen, or
// ErrSilent after three seconds; any other is the file system's. Once [Window.Watch] was called, knocks are heard until Close.
func Open(dir string) (*Window, error) {
	place := filepath.Join(dir, folder)
	if err := durable.MakeDir(place); err != nil {
		return nil, err
	}
	w := &Window{lock: flock.New(filepath.Join(place, "lock"), flock.SetPermissions(0o600)), knock: filepath.Join(place, "knock")}
	first, err := w.lock.TryLock()
	if err == nil && !first {
		err = w.knockAt()
	}
	if err != nil {
		return nil, errors.Join(err, w.lock.Close())
	}
	if w.watcher, err = fsnotify.NewWatcher(); err == nil {
		err = w.watcher.Add(place)
	}
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	_ = os.Remove(w.knock) // meant for one that is gone; whoever knocks now has a window that is just opening
	return w, nil
}

// knockAt has the window that is open come to the front. When that closes meanwhile the caller takes its place, and the error is nil.
func (w *Window) knockAt() error {
	allowRaise()
	if err := os.WriteFile(w.knock, nil, 0o600); err != nil {
		return err
	}
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(beat) {
		if _, err := os.Stat(w.knock); errors.Is(err, fs.ErrNotExist) {
			return ErrOpen
		}
		if first, err := w.lock.TryLock(); first || err != nil {
			return err
		}
	}
	if err := os.Remove(w.knock); errors.Is(err, fs.ErrNotExist) {
		return ErrOpen // it was heard in the last moment
	}
	return ErrSilent
}

// Watch calls raise for every knock, from a goroutine of its own.
func (w *Window) Watch(raise func()) {
	go func() {
		for open := true; open; {
			select {
			case _, open = <-w.watcher.Events:
			case _, open = <-w.watcher.Errors: // events were lost: one may have been a knock
			}
			if open && os.Remove(w.knock) == nil {
				raise()
			}
		}
	}()
}

// Close lets another window open. It must be called once.
func (w *Window) Close() error {
	var err error
	if w.watcher != nil {
		err = w.watcher.Close()
	}
	return errors.Join(err, w.lock.Close())
}
