package profile

import (
	"path/filepath"
	"slices"
	"sync"

	"portaldesk/app/diagnosis"
	"portaldesk/app/store/durable"
)

// Profiles is the list of profiles in one folder. It may be used from any goroutine. Every change is on the disk when the
// method returned without an error, and reads the file anew before, so that two programs do not undo each other's.
type Profiles struct {
	dir string

	mu      sync.Mutex
	content content
}

// Open reads the profiles in dir and makes the folder when it is missing.
//
// A damaged file is kept under another name and an empty list returned with it: then both results are given, and the
// error is a [*DamagedError] that names the file. The other errors come without a list: [ErrNewer] for a file of a later
// version, which stays as it is, and those of the system.
func Open(dir string) (*Profiles, error) {
	if err := durable.MakeDir(dir); err != nil {
		return nil, failure("open", err)
	}
	p := &Profiles{dir: dir}
	err := p.reload()
	if err == nil || isDamaged(err) {
		return p, err
	}
	return nil, err
}

// List answers all profiles in the order in which they were added.
func (p *Profiles) List() []Profile {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := slices.Clone(p.content.Profiles)
	for i := range list {
		list[i] = list[i].clone()
	}
	return list
}

// Get answers one profile.
func (p *Profiles) Get(id string) (Profile, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.content.get(id)
}

// Save keeps a profile: a new one at the end of the list, a known one in its place. What cannot be a profile is
// [ErrInvalid].
func (p *Profiles) Save(profile Profile) error {
	if err := profile.Check(); err != nil {
		return err
	}
	profile = profile.clone()
	return p.change(func(c *content) {
		if i := c.index(profile.ID); i >= 0 {
			c.Profiles[i] = profile
		} else {
			c.Profiles = append(c.Profiles, profile)
		}
	})
}

// Remove forgets a profile. Its store stays where it is, because notes may wait in it; its tokens are the caller's to
// forget. An unknown profile is no error.
func (p *Profiles) Remove(id string) error {
	return p.change(func(c *content) {
		c.Profiles = slices.DeleteFunc(c.Profiles, func(known Profile) bool { return known.ID == id })
		if c.Last == id {
			c.Last = ""
		}
	})
}

// Last answers the profile that was worked with last, if it is still there.
func (p *Profiles) Last() (Profile, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.content.get(p.content.Last)
}

// SetLast remembers the profile that is worked with. An unknown one is [ErrUnknown].
func (p *Profiles) SetLast(id string) error {
	if _, known := p.Get(id); !known {
		return ErrUnknown
	}
	return p.change(func(c *content) { c.Last = id })
}

// StorePath is the file of the profile's store.
func (p *Profiles) StorePath(id string) string {
	return filepath.Join(p.dir, filepath.Base(id)+".db")
}

// CausesPath is the file of what the clinic itself knows to keep its patients out, in the folder of the profile.
func (p *Profiles) CausesPath(id string) string {
	return filepath.Join(p.dir, filepath.Base(id), diagnosis.CausesFile)
}

// IndexPath is the file of the profile's index of accounts, where it has one.
func (p *Profiles) IndexPath(id string) string {
	return filepath.Join(p.dir, filepath.Base(id)+".index.db")
}

// TemplatesPath is the file of the profile's own note templates.
func (p *Profiles) TemplatesPath(id string) string {
	return filepath.Join(p.dir, filepath.Base(id)+".templates.txt")
}

// change applies one change to what the file holds now and writes it. Nothing changes when that fails. A file that was
// damaged meanwhile is kept aside and written anew from what is known here.
func (p *Profiles) change(apply func(*content)) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, err := load(p.file())
	if isDamaged(err) {
		now, err = content{p.content.Version, p.content.Last, slices.Clone(p.content.Profiles)}, nil
	}
	if err != nil {
		return err
	}
	apply(&now)
	if err := save(p.file(), now); err != nil {
		return err
	}
	p.content = now
	return nil
}

func (p *Profiles) reload() error {
	now, err := load(p.file())
	p.content = now
	return err
}

func (p *Profiles) file() string { return filepath.Join(p.dir, fileName) }
