package reach

import (
	"sync"
	"time"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/assembly"
	"portaldesk/client/attempts"
	"portaldesk/client/transport"
)

// Dialer reaches the portals of profiles. There is one a run: it remembers how often callers were wrong about an account,
// however often an agent signs in anew.
type Dialer struct {
	mu    sync.Mutex
	books map[string]*attempts.Memory // by profile
}

// NewDialer has reached nothing yet.
func NewDialer() *Dialer { return &Dialer{books: map[string]*attempts.Memory{}} }

// Dial is that of a dialer that is used once.
func Dial(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
	return NewDialer().Dial(p, tokens)
}

// Dial makes the portal of a profile for the agent whose tokens the keeper holds. Nothing is sent. The errors are
// [*profile.InvalidError], also for files that cannot be read, and those of the adapters that say what of the configuration
// cannot be used.
func (d *Dialer) Dial(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
	if err := checkFiles(p); err != nil {
		return nil, err
	}
	if p.Kind == profile.KindAdminAPI {
		return contractOf(p, tokens)
	}
	parts, err := partsOf(p, tokens)
	if err != nil {
		return nil, err
	}
	parts.Policy, parts.Name, parts.Attempts = p.Policy, p.Name, d.bookOf(p.ID)
	return assembly.New(parts)
}

// bookOf is what was tried in this run. A desk with a store of its own keeps it there instead.
func (d *Dialer) bookOf(id string) *attempts.Memory {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.books[id] == nil {
		d.books[id] = attempts.NewMemory(time.Now)
	}
	return d.books[id]
}

// transportOf is how a server of the profile is reached.
func transportOf(p profile.Profile, address string) transport.Config {
	return transport.Config{BaseURL: address, CAFile: p.CAFile, CertFile: p.SignIn.CertFile, KeyFile: p.SignIn.KeyFile}
}
