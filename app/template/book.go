package template

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"portaldesk/assets"
	"portaldesk/client"
)

// Shipped are the templates that come with the program, by language and short name. An error is a defect of the program.
func Shipped() ([]Template, error) { return shipped() }

var shipped = sync.OnceValues(func() ([]Template, error) {
	var list []Template
	err := fs.WalkDir(assets.Templates, "templates", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(assets.Templates, path)
		if err != nil {
			return err
		}
		t, err := Parse(string(text))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		list = append(list, t)
		return nil
	})
	return list, err
})

// Book is the templates an agent has at one portal: her own, in a file of the profile, and those that come with the
// program. An own one takes the place of a shipped one with the same short name and language. It may be used from any
// goroutine; a change is on the disk when the method returned without an error.
type Book struct {
	path    string
	shipped []Template

	mu  sync.Mutex
	own []Template
}

// Open reads the own templates from the file at path, which need not exist.
//
// A file that is no list of templates is kept under another name: then the book is given with the shipped ones alone, and
// with a [*DamagedError] that names the file and the place of the mistake. The other errors come without a book:
// [ErrNewer] for a file of a later version, which stays as it is, and those of the system.
func Open(path string) (*Book, error) {
	list, err := Shipped()
	if err != nil {
		return nil, err
	}
	b := &Book{path: path, shipped: list}
	b.own, err = load(path)
	if err == nil || isDamaged(err) {
		return b, err
	}
	return nil, err
}

// List is every template, the agent's own first.
func (b *Book) List() []Template {
	b.mu.Lock()
	list := slices.Clone(b.own)
	b.mu.Unlock()
	for _, t := range b.shipped {
		if !slices.ContainsFunc(list, t.same) {
			list = append(list, t)
		}
	}
	return list
}

// Own are the agent's own templates.
func (b *Book) Own() []Template {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.own)
}

// Find is the template with a short name in a language.
func (b *Book) Find(short, language string) (Template, bool) {
	list := b.List()
	wanted := Template{Short: short, Language: language}
	if i := slices.IndexFunc(list, wanted.same); i >= 0 {
		return list[i], true
	}
	return Template{}, false
}

// Suited are the templates of a language that suit a reason, those made for it first.
func (b *Book) Suited(reason client.Reason, language string) []Template {
	list := slices.DeleteFunc(b.List(), func(t Template) bool {
		return !t.speaks(language) || t.Suits(reason) < 0
	})
	slices.SortStableFunc(list, func(a, b Template) int { return b.Suits(reason) - a.Suits(reason) })
	return list
}

// Save keeps an own template, in the place of the own one with its short name and language. The errors are a
// [*ParseError] and those of the disk.
func (b *Book) Save(t Template) error {
	_, err := b.Import(t.String())
	return err
}

// Remove forgets an own template; a shipped one that it stood for is back. One that is not there is no error.
func (b *Book) Remove(short, language string) error {
	gone := Template{Short: short, Language: language}
	return b.change(func(own []Template) []Template { return slices.DeleteFunc(own, gone.same) })
}

// Import keeps all templates of a text, or none, and answers how many those are. The text may be a copy of another book's
// file. The errors are as of Save.
func (b *Book) Import(text string) (int, error) {
	list, err := ParseAll(strings.TrimPrefix(text, firstLine+"\n"))
	if err != nil {
		return 0, err
	}
	err = b.change(func(own []Template) []Template {
		for _, t := range list {
			if i := slices.IndexFunc(own, t.same); i >= 0 {
				own[i] = t
			} else {
				own = append(own, t)
			}
		}
		return own
	})
	if err != nil {
		return 0, err
	}
	return len(list), nil
}

// Export is the agent's own templates as one text; empty when there are none.
func (b *Book) Export() string { return Format(b.Own()) }

// change applies a change to what the file holds now, and writes it. Nothing changes when that fails. A file that was
// damaged meanwhile is kept aside and written anew from what is known here.
func (b *Book) change(apply func([]Template) []Template) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	own, err := load(b.path)
	if isDamaged(err) {
		own, err = slices.Clone(b.own), nil
	}
	if err != nil {
		return err
	}
	own = apply(own)
	if err := save(b.path, own); err != nil {
		return err
	}
	b.own = own
	return nil
}
