//go:build linux

package desktop

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
)

func write(t *testing.T, j *journal, text string) {
	t.Helper()
	if _, err := io.WriteString(j, text); err != nil {
		t.Fatal(err)
	}
}

func TestAnEventSplitOverWritesIsOneEvent(t *testing.T) {
	j := newJournal()
	write(t, j, `{"msg":"look-up ans`)
	write(t, j, "wered\",\"rows\":3,\"by\":\"name\"}\nplain line\n")
	event, err := j.wait(t.Context(), nil, "look-up answered", nil)
	if err != nil || event.Int("rows") != 3 || event.Text("by") != "name" {
		t.Errorf("event %+v, %v", event, err)
	}
	if got := j.last(1); got != "plain line" {
		t.Errorf("last line %q", got)
	}
}

func TestWaitsTakeEventsInOrderNameByName(t *testing.T) {
	j := newJournal()
	write(t, j, `{"msg":"outbox","waiting":1}`+"\n"+`{"msg":"screen","name":"desk"}`+"\n"+`{"msg":"outbox","waiting":0}`+"\n")
	for _, want := range []int{1, 0} {
		event, err := j.wait(t.Context(), nil, "outbox", nil)
		if err != nil || event.Int("waiting") != want {
			t.Errorf("outbox %+v, %v; want waiting %d", event, err, want)
		}
	}
	if _, err := j.wait(t.Context(), nil, "screen", nil); err != nil {
		t.Errorf("an event of another name was passed over: %v", err)
	}
	if _, found, _ := j.take("outbox", nil); found {
		t.Error("an event was taken twice")
	}
}

func TestForgottenEventsAreNotTaken(t *testing.T) {
	j := newJournal()
	write(t, j, `{"msg":"draft saved"}`+"\n")
	j.forget()
	if _, found, _ := j.take("draft saved", nil); found {
		t.Error("a forgotten event was taken")
	}
	write(t, j, `{"msg":"draft saved"}`+"\n")
	if _, found, _ := j.take("draft saved", nil); !found {
		t.Error("a new event was not taken")
	}
}

func TestWaitEndsWhenTheEventComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJournal()
		answer := make(chan int)
		go func() {
			event, _ := j.wait(t.Context(), nil, "outbox", func(e Event) bool { return e.Int("waiting") == 0 })
			answer <- event.Int("at")
		}()
		for _, line := range []string{`{"msg":"outbox","waiting":1,"at":1}`, `{"msg":"outbox","waiting":0,"at":2}`} {
			synctest.Wait()
			write(t, j, line+"\n")
		}
		if at := <-answer; at != 2 {
			t.Errorf("took event %d", at)
		}
	})
}

func TestWaitGivesUpAndSaysWhatWasLogged(t *testing.T) {
	ended := make(chan struct{})
	close(ended)
	cause := errors.New("patience is over")
	impatient, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	for name, test := range map[string]struct {
		ctx   context.Context
		ended chan struct{}
		want  string
	}{
		"the program ended": {t.Context(), ended, "the program ended"},
		"patience is over":  {impatient, nil, cause.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			j := newJournal()
			write(t, j, "panic: out of paper\n")
			_, err := j.wait(test.ctx, test.ended, "screen", nil)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "out of paper") {
				t.Errorf("error %v", err)
			}
		})
	}
}
