package shell

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"portaldesk/app/callback"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/uitest"
)

// promised signs in and promises a call that is due very soon, whatever time of the day the test runs at.
func promised(t *testing.T, w *world) callback.Callback {
	t.Helper()
	w.signsIn()
	w.shell.house.desk.Hours = nil
	made, err := w.shell.house.desk.Callbacks.Promise(callback.Promise{Call: client.CallID(uuid.NewString()),
		Relation: client.RelationPatient, Masked: "***-***-0199", Due: w.shell.workplace.Now().Add(300 * time.Millisecond)})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (w *world) reminded() bool { return w.shell.house.banners.due.Visible() }

func TestACallThatIsDueIsSaidWithoutTakingTheFocus(t *testing.T) {
	w := newWorld(t, keyring(t))
	made := promised(t, w)
	before := w.canvas().Focused()
	test.AssertNotificationSent(t, fyne.NewNotification("Portaldesk", "A callback is due"), func() { w.until("the reminder", w.reminded) })
	if w.canvas().Focused() != before || before == nil {
		t.Errorf("the focus went from %T to %T", before, w.canvas().Focused())
	}
	item := w.shell.house.rail.items[screenCallbacks]
	if item.count.Hidden || item.count.Word() != "1" {
		t.Errorf("the rail counts %q", item.count.Word())
	}
	uitest.Over(t, w.shell.window).Tap("Open")
	if w.shell.house.shown != screenCallbacks || w.reminded() {
		t.Errorf("the reminder led to %s", w.shell.house.shown)
	}
	if _, ok := w.canvas().Focused().(*parts.List); !ok {
		t.Errorf("there the focus is on %T", w.canvas().Focused())
	}
	w.untilSeen("Due now")
	if err := w.shell.house.desk.Callbacks.Settle(made.ID, callback.Done, ""); err != nil {
		t.Fatal(err)
	}
	w.until("nothing counted", func() bool { return item.count.Hidden })
}

func TestAReminderIsThereAfterUnlocking(t *testing.T) {
	w := newWorld(t, keyring(t))
	promised(t, w)
	w.shell.Lock()
	w.until("the reminder", w.reminded)
	if cover := w.shell.house.lock.cover; cover == nil || w.canvas().Overlays().Top() != cover.content {
		t.Error("the reminder lies over the cover")
	}
}

func TestTheReminderGoesWhenTheCallIsSettled(t *testing.T) {
	w := newWorld(t, keyring(t))
	made := promised(t, w)
	w.until("the reminder", w.reminded)
	if strings.Contains(w.shell.house.banners.due.Body(), "0199") {
		t.Error("the reminder names the contact")
	}
	if err := w.shell.house.desk.Callbacks.Settle(made.ID, callback.Cancelled, "not needed"); err != nil {
		t.Fatal(err)
	}
	w.until("no reminder", func() bool { return !w.reminded() })
}

func TestLateCallsAreUrgent(t *testing.T) {
	w := newWorld(t, keyring(t))
	promised(t, w)
	w.until("the reminder", w.reminded)
	w.ahead.Store(int64(callback.DefaultGrace + time.Second))
	w.shell.house.callbacksChanged()
	w.shell.house.remind(callback.Reminder{Callback: w.shell.house.desk.Callbacks.Promised()[0], Late: true})
	if got := w.shell.house.banners.due.Title(); got != "A callback is late" {
		t.Errorf("the banner says %q", got)
	}
	w.shell.house.goTo(screenCallbacks)
	w.untilSeen("1 promised, 1 late")
}
