package app_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/profile"
	"portaldesk/app/secret/secrettest"
	"portaldesk/app/store"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// closedWithNote is a clinic whose agent has written a note that the portal does not have, and gone.
func closedWithNote(t *testing.T) (*apptest.Clinic, client.CallID) {
	t.Helper()
	ring := secrettest.File(filepath.Join(t.TempDir(), "ring.json"))
	c := apptest.New(t, ring, demoportal.Options{Accounts: 10})
	desk := c.SignIn(t, client.RoleSenior)
	apptest.StartCall(t, desk)
	id := apptest.CloseCall(t, desk, client.OutcomeResolved, "She can sign in again.")
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
	return c, id
}

// kept counts how often the portal has a call.
func kept(t *testing.T, c *apptest.Clinic, id client.CallID) (times int) {
	t.Helper()
	page, err := c.Beside(t, client.RoleSenior).Calls(t.Context(), client.CallQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, call := range page.Items {
		if call.ID == id {
			times++
		}
	}
	return times
}

func TestNotesLeaveWhileNobodyIsAtTheDesk(t *testing.T) {
	c, id := closedWithNote(t)
	if queue, err := c.Workplace.Queued(c.Profile); err != nil || queue.Waiting != 1 {
		t.Fatalf("queued %+v, %v", queue, err)
	}
	for _, want := range []int{1, 0} {
		if d, err := c.Workplace.Deliver(t.Context(), c.Profile, nil); err != nil || d.Delivered != want || d.Queue.Waiting != 0 {
			t.Errorf("delivered %d, want %d: %+v, %v", d.Delivered, want, d.Queue, err)
		}
	}
	if times := kept(t, c, id); times != 1 {
		t.Errorf("the portal has the note %d times", times)
	}
	desk := c.Resume(t)
	if _, err := c.Workplace.Deliver(t.Context(), c.Profile, nil); !errors.Is(err, app.ErrWanted) {
		t.Errorf("with a window open: %v", err)
	}
	if _, err := c.Workplace.Queued(c.Profile); !errors.Is(err, store.ErrBusy) {
		t.Errorf("counted with a window open: %v", err)
	}
	if err := desk.Close(); err != nil {
		t.Fatal(err)
	}
}

// hanging is a portal that takes calls and answers only when nobody waits any more.
type hanging struct {
	client.Portal
	reached chan struct{}
}

func (h hanging) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	if _, err := h.Portal.CreateCalls(ctx, calls); err != nil {
		return nil, err
	}
	close(h.reached)
	<-ctx.Done()
	return nil, &client.Error{Op: "createCalls", Kind: client.Canceled, Err: ctx.Err()}
}

func TestTheBackgroundYieldsWithinASecondAndNothingIsSentTwice(t *testing.T) {
	c, id := closedWithNote(t)
	slow, reached := *c.Workplace, make(chan struct{})
	slow.Dial = func(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
		portal, err := apptest.Dial(p, tokens)
		return hanging{portal, reached}, err
	}
	over := make(chan error, 1)
	go func() {
		_, err := slow.Deliver(t.Context(), c.Profile, nil)
		over <- err
	}()
	<-reached
	began := time.Now()
	desk := c.Resume(t)
	if took := time.Since(began); took > time.Second {
		t.Errorf("the desk opened after %v", took)
	}
	if err := <-over; client.KindOf(err) != client.Canceled {
		t.Errorf("the turn ended with %v", err)
	}
	if waiting := desk.Outbox.Summary().Waiting; waiting != 1 {
		t.Errorf("%d notes wait at the desk", waiting)
	}
	if result, err := desk.Outbox.Deliver(t.Context()); err != nil || result.Delivered != 1 {
		t.Errorf("%+v, %v", result, err)
	}
	if times := kept(t, c, id); times != 1 {
		t.Errorf("the portal has the note %d times", times)
	}
}

func TestWithoutASessionNothingIsSentAndNothingLost(t *testing.T) {
	c, _ := closedWithNote(t)
	if err := c.Resume(t).SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	d, err := c.Workplace.Deliver(t.Context(), c.Profile, nil)
	if client.KindOf(err) != client.Unauthenticated || d.Delivered != 0 || d.Queue.OfOthers != 1 {
		t.Errorf("delivered %d, %+v, %v", d.Delivered, d.Queue, err)
	}
	if d, err := c.Workplace.Deliver(t.Context(), profile.Profile{ID: profile.NewID()}, nil); err != nil || d != (app.Delivery{}) {
		t.Errorf("a portal that nobody has worked at: %+v, %v", d, err)
	}
}
