package profile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"portaldesk/app/store/durable"
	"portaldesk/client"
)

// fileVersion is what is written. Version 1 knew only portals of the published contract, where agents sign in with a password.
const (
	fileName    = "profiles.json"
	fileVersion = 2
)

// Why profiles could not be read or changed.
var (
	// ErrNewer: a newer version of the program wrote the file.
	ErrNewer = errors.New("profile: the list was written by a newer version")
	// ErrUnknown: there is no such profile.
	ErrUnknown = errors.New("profile: unknown")
)

// DamagedError says that the list was not readable and is kept, for somebody to look at, as KeptAs in the same folder.
type DamagedError struct{ KeptAs string }

func (e *DamagedError) Error() string { return "profile: the list is damaged and was kept aside" }

func isDamaged(err error) bool {
	_, damaged := errors.AsType[*DamagedError](err)
	return damaged
}

// content is the file, JSON.
type content struct {
	Version  int       `json:"version"`
	Last     string    `json:"last,omitempty"`
	Profiles []Profile `json:"profiles"`
}

func (c content) index(id string) int {
	return slices.IndexFunc(c.Profiles, func(known Profile) bool { return known.ID == id })
}

func (c content) get(id string) (Profile, bool) {
	if i := c.index(id); i >= 0 {
		return c.Profiles[i].clone(), true
	}
	return Profile{}, false
}

func (c content) check() error {
	for i, profile := range c.Profiles {
		if err := profile.Check(); err != nil {
			return err
		}
		if c.index(profile.ID) != i {
			return &InvalidError{"id", "twice"}
		}
	}
	return nil
}

// load reads the file. A missing one is an empty list; a damaged one is moved aside, and the list is empty too.
func load(path string) (content, error) {
	empty := content{Version: fileVersion}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return empty, nil
	}
	if err != nil {
		return empty, failure("read", err)
	}
	var c content
	err = json.Unmarshal(text, &c)
	if c.Version > fileVersion {
		return empty, ErrNewer
	}
	if err != nil || c.Version < 1 {
		return empty, setAside(path)
	}
	if c = c.forward(); c.check() != nil {
		return empty, setAside(path)
	}
	return c, nil
}

// forward brings what an older version wrote into the present form. The file itself changes with the next change.
func (c content) forward() content {
	if c.Version == 1 {
		for i := range c.Profiles {
			c.Profiles[i].Kind, c.Profiles[i].SignIn.Way = KindAdminAPI, client.SignInPassword
		}
	}
	c.Version = fileVersion
	return c
}

func setAside(path string) error {
	suffix := ".damaged-" + time.Now().UTC().Format("20060102-150405.000000000")
	if err := os.Rename(path, path+suffix); err != nil {
		return failure("set aside", err)
	}
	return &DamagedError{KeptAs: fileName + suffix}
}

func save(path string, c content) error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return failure("write", err)
	}
	return failure("write", durable.WriteFile(path, append(text, '\n')))
}

// failure names the step and leaves out the path, which holds the name of whoever works at this computer.
func failure(op string, err error) error {
	if err == nil {
		return nil
	}
	if cause, ok := errors.AsType[*fs.PathError](err); ok {
		err = cause.Err
	}
	return fmt.Errorf("profile: %s: %w", op, err)
}
