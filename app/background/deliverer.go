package background

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/app/store/durable"
	"portaldesk/client"
)

// ErrRunning: another deliverer looks after this installation.
var ErrRunning = errors.New("background: another delivery is running")

const lockName = "delivery.lock"

// defaultBeat is how often the deliverer looks whether a file has changed.
const defaultBeat = 2 * time.Second

// Options is what a Deliverer needs. Dir is the installation's folder and Open opens the installation in it; its keyring is asked
// when something waits, not before. Beat is how often files are looked at, 0 for every two seconds. Log takes what happens; it hears
// nothing about a patient.
type Options struct {
	Dir  string
	Open func() (*app.Workplace, error)
	Beat time.Duration
	Log  *slog.Logger
}

// Deliverer looks after the desks of one installation while their windows are closed.
type Deliverer struct {
	o     Options
	desks map[string]*desk // by the id of the profile
	book  Book
}

// NewDeliverer makes a deliverer.
func NewDeliverer(o Options) *Deliverer {
	if o.Beat == 0 {
		o.Beat = defaultBeat
	}
	return &Deliverer{o: o, desks: map[string]*desk{}}
}

// Run delivers until ctx ends. The error is ErrRunning or the system's; what goes wrong at one portal is written into the book.
func (d *Deliverer) Run(ctx context.Context) (err error) {
	if err := durable.MakeDir(d.o.Dir); err != nil {
		return err
	}
	lock := runLock(d.o.Dir)
	only, err := lock.TryLock()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	if !only {
		return ErrRunning
	}
	if d.book, err = ReadBook(d.o.Dir); err != nil {
		return err
	}
	d.o.Log.Info("delivery in the background began")
	defer d.o.Log.Info("delivery in the background ended")
	tick := time.NewTicker(d.o.Beat)
	defer tick.Stop()
	for ctx.Err() == nil {
		d.look(ctx)
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
	return nil
}

func runLock(dir string) *flock.Flock {
	return flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
}

// Running says whether a deliverer looks after the installation in dir, whoever started it.
func Running(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, lockName)); err != nil {
		return false
	}
	lock := runLock(dir)
	defer lock.Close()
	free, err := lock.TryRLock()
	return err == nil && !free
}

// look has every desk that is due delivered.
func (d *Deliverer) look(ctx context.Context) {
	workplace, err := d.o.Open()
	if err != nil {
		d.o.Log.Warn("the list of portals cannot be read")
		return
	}
	for _, p := range workplace.Profiles.List() {
		if ctx.Err() != nil {
			return
		}
		if p.Demo {
			continue // its portal lives in the window
		}
		at, known := d.desks[p.ID]
		if !known {
			at = &desk{path: workplace.Profiles.StorePath(p.ID)}
			d.desks[p.ID] = at
		}
		if at.due(workplace.Now()) {
			d.round(ctx, workplace, p, at)
		}
	}
}

// round is one turn at one desk.
func (d *Deliverer) round(ctx context.Context, workplace *app.Workplace, p profile.Profile, at *desk) {
	delivery, err := workplace.Deliver(ctx, p, at.look)
	if errors.Is(err, app.ErrWanted) {
		return // it is due until its window is closed
	}
	if client.KindOf(err) == client.Canceled {
		at.again(workplace.Now())
		err = nil // it gave way, which is no problem
	} else {
		at.plan(workplace.Now(), err)
	}
	before := d.book[p.ID]
	next := before.after(delivery, err, workplace.Now())
	d.tell(p, before, next, delivery)
	if same(before, next) {
		return
	}
	d.book = d.book.with(p.ID, next)
	if err := d.book.write(d.o.Dir); err != nil {
		d.o.Log.Warn("what was delivered could not be written down")
	}
}

// same says that a round has changed nothing that is worth a write.
func same(a, b Record) bool {
	b.At = a.At
	return a == b && !a.At.IsZero() && a.Problem == (Problem{})
}

// tell logs what has changed. A portal is named by the id of its profile.
func (d *Deliverer) tell(p profile.Profile, before, now Record, delivery app.Delivery) {
	if delivery.Delivered+delivery.Refused > 0 {
		d.o.Log.Info("notes delivered", "portal", p.ID, "delivered", delivery.Delivered, "refused", delivery.Refused, "left", now.Waiting)
	}
	switch {
	case now.Problem == before.Problem:
	case now.Problem == (Problem{}):
		d.o.Log.Info("delivery goes on", "portal", p.ID)
	default:
		d.o.Log.Warn("notes cannot leave", "portal", p.ID, "kind", string(now.Problem.Kind), "code", now.Problem.Code,
			"here", now.Problem.Local, "waiting", now.Waiting+now.OfOthers)
	}
}
