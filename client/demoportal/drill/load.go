package drill

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/BurntSushi/toml"

	"portaldesk/assets"
	"portaldesk/client"
)

// All are the drills that come with the program, the honest callers first, each kind by title.
var All = sync.OnceValue(func() []Script {
	scripts, err := load(assets.Drills)
	if err != nil {
		panic(err) // a test reads them
	}
	return scripts
})

var rank = map[Kind]int{Honest: 0, Hostile: 1}

func load(from fs.FS) ([]Script, error) {
	files, err := fs.Glob(from, "drills/*.toml")
	if err != nil {
		return nil, err
	}
	scripts := make([]Script, len(files))
	for i, file := range files {
		if scripts[i], err = read(from, file); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	slices.SortStableFunc(scripts, func(a, b Script) int {
		return cmp.Or(cmp.Compare(rank[a.Kind], rank[b.Kind]), cmp.Compare(a.Title, b.Title))
	})
	return scripts, nil
}

// read refuses what a script does not know, so that a slip of the pen is not a rule that never holds.
func read(from fs.FS, file string) (Script, error) {
	var s Script
	text, err := fs.ReadFile(from, file)
	if err != nil {
		return s, err
	}
	about, err := toml.Decode(string(text), &s)
	if err != nil {
		return s, err
	}
	if unknown := about.Undecoded(); len(unknown) > 0 {
		return s, fmt.Errorf("unknown key %s", unknown[0])
	}
	return s, s.check()
}

func (s Script) check() error {
	switch {
	case s.ID == "" || s.Title == "" || s.Opening == "" || s.Teaches == "":
		return errors.New("id, title, opening and teaches must be written")
	case s.Kind != Honest && s.Kind != Hostile:
		return fmt.Errorf("unknown kind %q", s.Kind)
	case len(s.End.Outcomes) == 0:
		return errors.New("no right end")
	case s.Relation == "":
		return errors.New("nobody calls")
	case s.End.Proven && len(s.Reads) == 0:
		return errors.New("a caller who reads no code cannot be proven")
	}
	for _, done := range s.End.Done {
		if !slices.Contains(s.End.Only, done) {
			return fmt.Errorf("%s must be done and may not be", done)
		}
	}
	for kind := range s.Says {
		if !slices.Contains(identifiers, kind) {
			return fmt.Errorf("unknown identifier %q", kind)
		}
	}
	return nil
}

var identifiers = []client.IdentifierKind{
	client.IdentifierName, client.IdentifierBirthDate, client.IdentifierMRN, client.IdentifierPostcode,
	client.IdentifierPhone, client.IdentifierEmail, client.IdentifierLastVisit,
}
