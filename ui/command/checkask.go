package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// asker asks the person at the terminal. Without a terminal the answers are the lines of standard input.
type asker struct {
	file     *os.File // the terminal's, nil when there is none
	terminal bool
	in       *bufio.Reader
	out      io.Writer
	shown    bool // a line of progress stands there
}

func newAsker(in io.Reader, out io.Writer) *asker {
	a := &asker{in: bufio.NewReader(in), out: out}
	if file, ok := in.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		a.file, a.terminal = file, true
	}
	return a
}

// line asks for something that may be seen.
func (a *asker) line(question string) (string, error) {
	a.done()
	fmt.Fprint(a.out, question+": ")
	text, err := a.in.ReadString('\n')
	if errors.Is(err, io.EOF) && text != "" {
		err = nil // the last line may end without a break
	}
	if errors.Is(err, io.EOF) {
		return "", unanswered(question)
	}
	return strings.TrimRight(text, "\r\n"), err
}

// secret asks for something that nobody may see.
func (a *asker) secret(question string) (string, error) {
	if !a.terminal {
		return a.line(question)
	}
	a.done()
	// The terminal stops repeating what is typed before it asks: what is typed at once is not shown either.
	before, err := term.MakeRaw(int(a.file.Fd()))
	if err != nil {
		return "", err
	}
	defer func() { _ = term.Restore(int(a.file.Fd()), before) }()
	screen := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{a.file, a.out}, "")
	answer, err := screen.ReadPassword(question + ": ")
	if errors.Is(err, io.EOF) {
		return "", unanswered(question)
	}
	return answer, err
}

func unanswered(question string) error {
	return exitError{exitUsage, "there was no answer to: " + question}
}

// progress shows what is being done, in one line that is written over; without a terminal nothing is shown.
func (a *asker) progress(step string) {
	if out, ok := a.out.(*os.File); !ok || !term.IsTerminal(int(out.Fd())) {
		return
	}
	a.shown = true
	fmt.Fprintf(a.out, "\r\x1b[K%.78s", step)
}

// done takes the line of progress away.
func (a *asker) done() {
	if a.shown {
		fmt.Fprint(a.out, "\r\x1b[K")
	}
	a.shown = false
}

// colourful says whether colour can be seen and is wanted (https://no-color.org).
func colourful(out io.Writer) bool {
	file, ok := out.(*os.File)
	return ok && term.IsTerminal(int(file.Fd())) && os.Getenv("NO_COLOR") == ""
}
