package phone_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/phone"
	"portaldesk/ui/phrase"
	"portaldesk/ui/uitest"
)

// exchange hands messages over as the portal's own telephone does.
type exchange struct {
	mu       sync.Mutex
	messages []demoportal.Message
	arrived  func(demoportal.Message)
}

func (e *exchange) Messages() []demoportal.Message {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.messages
}

func (e *exchange) Subscribe(arrived func(demoportal.Message)) (cancel func()) {
	e.arrived = arrived
	return func() { e.arrived = func(demoportal.Message) {} }
}

func (e *exchange) send(m demoportal.Message) {
	e.mu.Lock()
	e.messages = append([]demoportal.Message{m}, e.messages...)
	e.mu.Unlock()
	e.arrived(m)
}

// pumped is a Runner whose UI goroutine is the test's.
type pumped struct {
	ctx   context.Context
	queue chan func()
}

func (p pumped) Go(work func(context.Context), then func()) {
	go func() {
		work(p.ctx)
		if p.ctx.Err() == nil {
			p.queue <- then
		}
	}()
}

func TestMessagesAppearAsTheyAreSentTheNewestFirst(t *testing.T) {
	uitest.App(t)
	source, runner := &exchange{}, pumped{t.Context(), make(chan func(), 8)}
	view := phone.New(phone.Options{Source: source, Runner: runner, Log: slog.New(slog.DiscardHandler),
		Clock: phrase.NewClock("UTC", time.Now)})
	defer view.Close()
	window := uitest.Open(t, view.Content(), 360, 640)
	if seen := window.Words(); !strings.Contains(seen, "No messages yet") {
		t.Errorf("an empty phone shows %q", seen)
	}

	source.send(demoportal.Message{Patient: "Alvarez, Maria", Channel: client.ContactPhone, To: "212-555-0174",
		Kind: "verification-code", Text: "Your code is on its way.", Code: "493 027", At: time.Now()})
	(<-runner.queue)()
	source.send(demoportal.Message{Patient: "Novak, Jan", To: "jan@example.org", Kind: "notice", Text: "Signed out.", At: time.Now()})
	(<-runner.queue)()
	seen := window.Words()
	for _, text := range []string{"Alvarez, Maria", "212-555-0174", "Code to prove the caller", "Your code is on its way.", "493 027"} {
		if !strings.Contains(seen, text) {
			t.Errorf("%q is not on the phone: %s", text, seen)
		}
	}
	if strings.Index(seen, "Novak") > strings.Index(seen, "Alvarez") {
		t.Error("the newest message is not the first")
	}
	if strings.Contains(seen, "No messages yet") {
		t.Error("the phone still says that it is empty")
	}
}

func TestTheCallerAnswersForTheAccountOnTheDesk(t *testing.T) {
	uitest.App(t)
	truth := map[client.AccountID]map[client.IdentifierKind]string{
		"a1": {client.IdentifierName: "Maria Alvarez", client.IdentifierBirthDate: "1984-03-12"},
	}
	view := phone.New(phone.Options{Source: &exchange{}, Runner: pumped{t.Context(), make(chan func(), 8)},
		Truth: func(id client.AccountID) map[client.IdentifierKind]string { return truth[id] },
		Log:   slog.New(slog.DiscardHandler), Clock: phrase.NewClock("UTC", time.Now)})
	defer view.Close()
	window := uitest.Open(t, view.Content(), 360, 640)
	view.CallAs("a1")
	if seen := window.Words(); !strings.Contains(seen, "Maria Alvarez") || !strings.Contains(seen, "1984-03-12") {
		t.Errorf("the caller answers %q", seen)
	}
	view.CallAs("nobody")
	if seen := window.Words(); strings.Contains(seen, "Maria Alvarez") {
		t.Errorf("another caller answers %q", seen)
	}
}
