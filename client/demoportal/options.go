package demoportal

import (
	"log/slog"
	"net/http"
	"time"

	"portaldesk/client"
)

// DefaultAccounts is how many accounts a portal has when nobody says.
const DefaultAccounts = 5000

// Options says what portal to start. The zero value is the demonstration's: 5,000 accounts on a free port of this machine,
// kept in memory.
type Options struct {
	// Listen is where to listen, "host:port"; empty for a free port of 127.0.0.1.
	Listen string
	// Accounts is how many accounts there are; 0 for DefaultAccounts. Seed decides who they are.
	Accounts int
	Seed     uint64
	// Calls is how many calls the desk has had before; made of the seed, like the accounts.
	Calls int
	// StateDir keeps everything that changes, and the certificate authority; empty for memory only. It must not be
	// opened by two portals at once.
	StateDir string
	// Now is the portal's clock; nil for the real one.
	Now func() time.Time
	// Logger takes what goes wrong inside, never patient data; nil for slog.Default.
	Logger *slog.Logger
	// Wrap stands around the whole API, for checking requests and answers in tests; nil for nothing.
	Wrap func(http.Handler) http.Handler
	// Without takes abilities away, each with its reason and the way around.
	Without map[client.Ability]client.Offer
	// SecondPerson are the abilities that a supervisor must approve each time.
	SecondPerson []client.Ability
}

func (o Options) withDefaults() Options {
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	if o.Accounts <= 0 {
		o.Accounts = DefaultAccounts
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	if o.Wrap == nil {
		o.Wrap = func(handler http.Handler) http.Handler { return handler }
	}
	return o
}
