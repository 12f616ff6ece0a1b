// Abilitytable puts the table of abilities and servers into the README, made from the results of the conformance suite:
//
//	go run ./client/portaltest/abilitytable RESULTS README.md
//
// RESULTS is the folder that PORTALDESK_RESULTS named when the tests ran. The table goes between two comments in the README
// ([begin] and [end]); everything else in it stays as it is. The same results make the same table.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
)

// begin and end are the comments between which the table stands.
const (
	begin = "<!-- abilities: begin (made by client/portaltest/abilitytable; do not edit) -->"
	end   = "<!-- abilities: end -->"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "abilitytable:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("two arguments: the folder of results, and the file with the table")
	}
	servers, err := read(args[0])
	if err != nil {
		return err
	}
	text, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	text, err = between(text, table(servers))
	if err != nil {
		return err
	}
	return os.WriteFile(args[1], text, 0o644)
}

// between replaces what stands between the two comments.
func between(text []byte, table string) ([]byte, error) {
	first, last := bytes.Index(text, []byte(begin)), bytes.Index(text, []byte(end))
	if first < 0 || last < first {
		return nil, fmt.Errorf("the file has no place for the table: a line %q and, further down, a line %q", begin, end)
	}
	made := append([]byte{}, text[:first+len(begin)]...)
	made = append(made, "\n\n"+table+"\n"...)
	return append(made, text[last:]...), nil
}
