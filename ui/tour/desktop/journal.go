//go:build linux

package desktop

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// Event is one line a program logged: its message and its attributes.
type Event struct {
	Name  string
	Attrs map[string]any
}

// Text is an attribute as text, "" when it is absent or no text.
func (e Event) Text(attr string) string {
	text, _ := e.Attrs[attr].(string)
	return text
}

// Int is an attribute as a number, 0 when it is absent or no number.
func (e Event) Int(attr string) int {
	number, _ := e.Attrs[attr].(float64)
	return int(number)
}

// Time is when the program logged it, by its own account; the zero time when it does not say.
func (e Event) Time() time.Time {
	at, err := time.Parse(time.RFC3339Nano, e.Text(slog.TimeKey))
	if err != nil {
		return time.Time{}
	}
	return at
}

// journal reads what a program writes to standard error: lines of slog's JSON are events, others are kept as they are. It can be
// written and read at once.
type journal struct {
	mu      sync.Mutex
	partial []byte
	events  []Event
	lines   []string
	// heard is, for each event name, how many of all events have been looked at.
	heard map[string]int
	// more is closed, and made anew, when events are added.
	more chan struct{}
}

func newJournal() *journal { return &journal{heard: map[string]int{}, more: make(chan struct{})} }

// Write never fails.
func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.partial = append(j.partial, p...)
	for {
		line, rest, complete := bytes.Cut(j.partial, []byte("\n"))
		if !complete {
			break
		}
		j.add(string(line))
		j.partial = rest
	}
	close(j.more)
	j.more = make(chan struct{})
	return len(p), nil
}

func (j *journal) add(line string) {
	j.lines = append(j.lines, line)
	attrs := map[string]any{}
	if json.Unmarshal([]byte(line), &attrs) != nil {
		return
	}
	if name, ok := attrs["msg"].(string); ok {
		j.events = append(j.events, Event{Name: name, Attrs: attrs})
	}
}

// take answers the first event of that name that matches and was not passed before; the next take goes on after it.
func (j *journal) take(name string, match func(Event) bool) (Event, bool, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for at := j.heard[name]; at < len(j.events); at++ {
		event := j.events[at]
		if event.Name == name && (match == nil || match(event)) {
			j.heard[name] = at + 1
			return event, true, nil
		}
	}
	return Event{}, false, j.more
}

// rest are the events of that name that were not passed before. They are passed now.
func (j *journal) rest(name string) (events []Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, event := range j.events[min(j.heard[name], len(j.events)):] {
		if event.Name == name {
			events = append(events, event)
		}
	}
	j.heard[name] = len(j.events)
	return events
}

// forget passes over everything logged so far.
func (j *journal) forget() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, event := range j.events {
		j.heard[event.Name] = len(j.events)
	}
}

// wait takes an event as soon as there is one. It gives up when ctx ends or the program did.
func (j *journal) wait(ctx context.Context, ended <-chan struct{}, name string, match func(Event) bool) (Event, error) {
	for {
		event, found, more := j.take(name, match)
		if found {
			return event, nil
		}
		select {
		case <-more:
		case <-ctx.Done():
			return Event{}, fmt.Errorf("event %q: %w; logged last:\n%s", name, context.Cause(ctx), j.last(lastLines))
		case <-ended:
			if event, found, _ := j.take(name, match); found {
				return event, nil
			}
			return Event{}, fmt.Errorf("event %q: the program ended; logged last:\n%s", name, j.last(lastLines))
		}
	}
}

// lastLines is how much of the log explains a failure.
const lastLines = 30

func (j *journal) last(n int) string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Join(j.lines[max(0, len(j.lines)-n):], "\n")
}
