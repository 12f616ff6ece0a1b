package diagnosis

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// CausesFile is the name of a clinic's own causes, in the folder of its profile.
const CausesFile = "causes.toml"

// What a file may cost.
const (
	largestFile = 256 << 10 // bytes
	mostRules   = 200
)

// Fault is one thing that is wrong with a file of rules, in plain words for whoever wrote it. Line and Column are within the
// file when it cannot be read at all, else within the expression; both count from 1, and are 0 where they say nothing.
type Fault struct {
	File         string // its name, without the folder
	Rule         string // the rule's code, or "number 3"; empty when it is the whole file
	Key          string // "when", "facts.At"
	Line, Column int
	Problem      string
}

func (f Fault) Error() string {
	where := f.File
	if f.Rule != "" {
		where += fmt.Sprintf(", rule %q", f.Rule)
	}
	if f.Key != "" {
		where += ", " + f.Key
	}
	if f.Line > 1 || f.Line == 1 && f.Rule == "" {
		where += fmt.Sprintf(", line %d", f.Line)
	}
	if f.Column > 0 {
		where += fmt.Sprintf(", column %d", f.Column)
	}
	return where + ": " + f.Problem
}

// Load reads a clinic's own causes on top of ours. A file that is not there is no fault. Whatever is wrong with it, the
// answer is usable: it holds all of ours, and of theirs what is right.
func Load(path string) (*Rules, []Fault) {
	data, err := read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Ours(), nil
	case err != nil:
		return Ours(), []Fault{{File: filepath.Base(path), Problem: "cannot be read: " + reason(err)}}
	}
	return Ours().With(filepath.Base(path), data)
}

// read reads a file, of which no more is taken in than it may hold.
func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	return io.ReadAll(io.LimitReader(f, largestFile+1))
}

// reason is an error without the path, which may name a person's folder.
func reason(err error) string {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err.Error()
	}
	return err.Error()
}

// With is these rules and those of another file. A rule with a code that is there already takes its place, and may leave out
// what stays as it is. A rule with a fault is left out, and what stood in its place stays.
func (r *Rules) With(file string, data []byte) (*Rules, []Fault) {
	tables, fault := tables(data, "rule")
	if fault != nil {
		fault.File = file
		return r, []Fault{*fault}
	}
	with, faults, seen := &Rules{slices.Clone(r.rules)}, []Fault(nil), map[string]bool{}
	for i, table := range tables {
		code, _ := table["code"].(string)
		added, wrong := r.read(code, table)
		if seen[code] && code != "" {
			wrong = append(wrong, Fault{Key: "code", Problem: "another rule of the file has the same code"})
		}
		seen[code] = true
		for _, fault := range wrong {
			fault.File, fault.Rule = file, cmp.Or(code, fmt.Sprintf("number %d", i+1))
			faults = append(faults, fault)
		}
		if len(wrong) == 0 {
			with.put(added)
		}
	}
	return with, faults
}

// read makes a rule of a table, on top of the one that has its code already.
func (r *Rules) read(code string, table map[string]any) (rule, []Fault) {
	var w written
	if at := r.at(code); at >= 0 {
		w = r.rules[at].written
	}
	if faults := w.take(table); len(faults) > 0 {
		return rule{}, faults
	}
	return w.compile()
}

func (r *Rules) put(added rule) {
	if at := r.at(added.Code); at >= 0 {
		r.rules[at] = added
		return
	}
	r.rules = append(r.rules, added)
}

// tables reads a file of nothing but tables of one name.
func tables(data []byte, name string) ([]map[string]any, *Fault) {
	if len(data) > largestFile {
		return nil, &Fault{Problem: fmt.Sprintf("is larger than %d KB", largestFile>>10)}
	}
	var whole map[string]any
	if err := toml.Unmarshal(data, &whole); err != nil {
		return nil, unreadable(err)
	}
	for key := range whole {
		if key != name {
			return nil, &Fault{Key: key, Problem: fmt.Sprintf("stands outside of a [[%s]]", name)}
		}
	}
	list, ok := whole[name].([]map[string]any)
	if !ok && whole[name] != nil {
		return nil, &Fault{Key: name, Problem: fmt.Sprintf("begins with [[%s]], in two brackets", name)}
	}
	if len(list) > mostRules {
		return nil, &Fault{Problem: fmt.Sprintf("has more than %d of [[%s]]", mostRules, name)}
	}
	return list, nil
}

func unreadable(err error) *Fault {
	parse, ok := errors.AsType[toml.ParseError](err)
	if !ok {
		return &Fault{Problem: "is no TOML: " + strings.TrimPrefix(err.Error(), "toml: ")}
	}
	return &Fault{Line: parse.Position.Line, Column: parse.Position.Col, Problem: "is no TOML: " + parse.Message}
}
