package guided

import (
	"errors"
	"os"
	"sync"
	"time"

	"portaldesk/client"
	"portaldesk/client/onfile"
)

// Config is what a guided portal needs.
type Config struct {
	Guide Guide
	// CSV is the path of the file that the vendor's console exported; empty for none.
	CSV string
	// Fields says which column of the file holds which field; empty for what its header suggests.
	Fields client.FieldMap
	// Name is the portal's name; empty for that of the product.
	Name string
	// Now is the clock, nil for the real one.
	Now func() time.Time
}

// Client is a [client.Directory] whose accounts are in an exported file, or typed by the agent, and whose operations the agent
// does by hand. Everything it answers comes from this computer; its look-up is the index ([client.Walker]).
type Client struct {
	guide  Guide
	csv    string
	fields client.FieldMap
	name   string
	now    func() time.Time
	keeper client.TokenKeeper

	// writing is held from reading an account until it is changed: the index has no versions.
	writing sync.Mutex

	mu        sync.Mutex // guards the rest
	index     client.Index
	walks     int // under way
	surveyed  survey
	knowledge knowledge
	typed     typed
}

var (
	_ client.Directory   = (*Client)(nil)
	_ client.FieldReader = (*Client)(nil)
)

// New makes a guided portal for one agent, whose name the keeper holds. No file is read yet; the error is that of a guide that
// was not made by [Parse].
func New(config Config, keeper client.TokenKeeper) (*Client, error) {
	if config.Guide.Product == "" {
		return nil, errors.New("the guide of the portal is missing")
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	if config.Name == "" {
		config.Name = config.Guide.Product
	}
	return &Client{
		guide: config.Guide, csv: config.CSV, fields: config.Fields, name: config.Name, now: config.Now, keeper: keeper,
	}, nil
}

// knowledge is what can be known of the patients of a file.
type knowledge struct {
	mark        string // of the file
	identifiers []client.IdentifierKind
}

// known are the identifiers that the file can know. It is asked for whenever the desk looks whether the portal is there, so a
// file that has not changed is not read again; one that cannot be read is believed to know everything.
func (c *Client) known(op string) []client.IdentifierKind {
	if c.csv == "" || len(c.fields) > 0 {
		return onfile.Identifiers(c.fields)
	}
	info, err := os.Stat(c.csv)
	if err != nil {
		return nil
	}
	c.mu.Lock()
	before := c.knowledge
	c.mu.Unlock()
	if before.mark == markOf(info) {
		return before.identifiers
	}
	s, err := openSource(op, c.csv)
	if err != nil {
		return nil
	}
	defer s.close()
	now := knowledge{s.mark, onfile.Identifiers(guess(s.columns))}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.knowledge = now
	return now.identifiers
}
