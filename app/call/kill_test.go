package call_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"portaldesk/app/call"
	"portaldesk/client"
)

// typistFolder, in the environment, makes the test binary a desk over the store in that folder, typing until killed.
const typistFolder = "PORTALDESK_TEST_TYPIST_FOLDER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(typistFolder); dir != "" {
		fmt.Println("failed", typeUntilKilled(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// typeUntilKilled types without a pause, and closes a call now and then. It says on stdout what it did, each line once
// that is done; a line "typed" says at which nanosecond the note had how many characters.
func typeUntilKilled(dir string) error {
	s, err := openStore(dir)
	if err != nil {
		return err
	}
	d, err := sit(s, "agent-1", call.Options{})
	if err != nil {
		return err
	}
	for {
		c, err := d.calls.Start("en")
		if err != nil {
			return err
		}
		id := c.Draft().ID
		fmt.Println("open", id, len(c.Draft().Note))
		for range 50 + rand.IntN(400) {
			c.SetNote(c.Draft().Note + "x")
			fmt.Println("typed", id, len(c.Draft().Note), time.Now().UnixNano())
			time.Sleep(2 * time.Millisecond)
		}
		complete(c)
		fmt.Println("closing", id, len(c.Draft().Note))
		if _, err := d.calls.Close(); err != nil {
			return err
		}
		fmt.Println("closed", id, len(c.Draft().Note))
	}
}

// typist is what is known of the calls of all children so far.
type typist struct {
	dir string
	// opened and closing are what was begun, closed what was done; by note length.
	opened, closing, closed map[client.CallID]int
	// last is when what was typed last, in the round just over.
	strokes []stroke
}

type stroke struct {
	id     client.CallID
	length int
	at     time.Time
}

// round lets a child type for a while, kills it, and reads what it said.
func (p *typist) round(t *testing.T) {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), executable)
	child.Env = append(os.Environ(), typistFolder+"="+p.dir)
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	p.strokes = nil
	said := make(chan struct{})
	go func() {
		defer close(said)
		p.listen(t, output, child)
	}()
	<-said
	_ = child.Wait()
}

// listen reads a child's words and kills it at a moment of its own choice after the first.
func (p *typist) listen(t *testing.T, output io.Reader, child *exec.Cmd) {
	lines := bufio.NewScanner(output)
	for killing := false; lines.Scan(); {
		p.hear(t, lines.Text())
		if !killing && len(p.strokes) > 0 {
			killing = true
			time.AfterFunc(time.Duration(50+rand.IntN(700))*time.Millisecond, func() { _ = child.Process.Kill() })
		}
	}
}

func (p *typist) hear(t *testing.T, line string) {
	var word string
	var id client.CallID
	var length int
	var at int64
	if n, _ := fmt.Sscan(line, &word, &id, &length, &at); n < 3 {
		if strings.HasPrefix(line, "failed") {
			t.Error(line)
		}
		return // the kill cut the line short
	}
	switch word {
	case "open":
		p.opened[id] = length
	case "typed":
		if at > 0 {
			p.strokes = append(p.strokes, stroke{id, length, time.Unix(0, at)})
		}
	case "closing":
		p.closing[id] = length
	case "closed":
		p.closed[id] = length
	}
}

// inspect opens what a killed child left and checks the promises.
func (p *typist) inspect(t *testing.T) {
	s, err := openStore(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d := mustSit(t, s, "agent-1", call.Options{})
	queue := map[client.CallID]int{}
	for _, entry := range queued(t, d) {
		if _, twice := queue[entry.Call.ID]; twice {
			t.Fatal("a call is in the outbox twice")
		}
		queue[entry.Call.ID] = len(entry.Call.Note)
	}
	var draft call.Draft
	if current := d.calls.Current(); current != nil {
		draft = current.Draft()
	}
	p.checkCalls(t, queue, draft)
	p.checkStrokes(t, draft)
}

// checkCalls: every call that was opened is in exactly one of the two places, whole once it was closed.
func (p *typist) checkCalls(t *testing.T, queue map[client.CallID]int, draft call.Draft) {
	for id := range p.opened {
		length, done := queue[id]
		if done == (draft.ID == id) {
			t.Fatalf("a call is in the outbox: %v, in the drafts: %v", done, draft.ID == id)
		}
		if done && length != p.closing[id] {
			t.Fatalf("a call was closed with %d characters, the outbox has %d", p.closing[id], length)
		}
	}
	for id := range p.closed {
		if _, done := queue[id]; !done {
			t.Fatal("a call that was closed is not in the outbox")
		}
	}
}

// checkStrokes: nothing typed in the open call more than 250 ms before the child's last word is lost.
func (p *typist) checkStrokes(t *testing.T, draft call.Draft) {
	last := p.strokes[len(p.strokes)-1].at
	for _, stroke := range p.strokes {
		age := last.Sub(stroke.at)
		if stroke.id == draft.ID && stroke.length > len(draft.Note) && age > 250*time.Millisecond {
			t.Fatalf("what was typed %v before the end is lost", age)
		}
	}
}

func TestKilledAtAnyMomentNothingOlderThan250MillisecondsIsLost(t *testing.T) {
	p := &typist{
		dir:     t.TempDir(),
		opened:  map[client.CallID]int{},
		closing: map[client.CallID]int{},
		closed:  map[client.CallID]int{},
	}
	for round := 0; round < 30 || len(p.closed) < 5 && round < 300; round++ { // a busy machine comes less far in each
		p.round(t)
		p.inspect(t)
		if t.Failed() {
			return
		}
	}
	if len(p.closed) < 5 {
		t.Errorf("only %d calls were closed; the rounds prove little", len(p.closed))
	}
}
