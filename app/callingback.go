package app

import (
	"cmp"
	"errors"
	"time"

	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/client"
)

// ErrOtherCall is the error of CallBack while a call about something else is open.
var ErrOtherCall = errors.New("call back: another call is open")

// openCallbacks reads what was promised at this desk.
func (d *Desk) openCallbacks() (err error) {
	agent := d.Session.Agent
	d.Callbacks, err = callback.Open(d.store, callback.Options{
		AgentID: agent.ID, AgentName: cmp.Or(agent.Name, agent.Login), Now: d.now,
		Hours:   func() callback.Hours { return d.Hours },
		Changed: d.callbackChanged,
	})
	return err
}

// callbackChanged writes to the trail what was promised or became of it. The callbacks themselves are kept by then, so that what the
// trail cannot take is said and undoes nothing.
func (d *Desk) callbackChanged(was, is callback.Callback) {
	entry := callbackEntry(was, is, d.Zone())
	entry.Account, entry.Call, entry.Outcome = is.Account, is.Call, client.AuditDone
	_ = d.write(entry) // said by the event
	d.events.emit(CallbacksChanged{})
}

// callbackEntry is what was done about a promise: of a try how it ended, else when the promise is due, on the clock of its desk. The
// entry's call is the one in which it was promised, whoever is called and whatever the reason is stays out.
func callbackEntry(was, is callback.Callback, zone *time.Location) client.AuditEvent {
	entry := client.AuditEvent{Detail: is.Due.In(zone).Format(time.RFC3339)}
	switch {
	case was.ID == "":
		entry.Action = actionPromiseCallback
	case is.State == callback.Done:
		entry.Action = actionKeepCallback
	case is.State == callback.Cancelled:
		entry.Action = actionWithdrawCallback
	case is.State == callback.Missed:
		entry.Action = actionMissCallback
	case !is.Due.Equal(was.Due):
		entry.Action = actionMoveCallback
	default:
		entry.Action, entry.Detail = actionTryCallback, string(is.Attempts[len(is.Attempts)-1].Result)
	}
	return entry
}

// Zone is the zone of the desk's clocks, in which due times are entered and shown: that of its hours, else the portal's, else
// this computer's.
func (d *Desk) Zone() *time.Location {
	if d.Hours != nil {
		return d.Hours.Zone()
	}
	if zone, err := time.LoadLocation(d.About.TimeZone); err == nil && d.About.TimeZone != "" {
		return zone
	}
	return time.Local
}

func (d *Desk) remind(due callback.Reminder) { d.events.emit(CallbackDue{due}) }

// Promises are the open promises that a call about an account may keep, by due time; the one that it is linked to, if any,
// goes first.
func (d *Desk) Promises(account client.AccountID, linked string) []callback.Callback {
	var open []callback.Callback
	if first, found := d.Callbacks.Get(linked); found && first.State == callback.Promised {
		open = append(open, first)
	}
	for _, promised := range d.Callbacks.Promised() {
		if account != "" && promised.Account == account && promised.ID != linked {
			open = append(open, promised)
		}
	}
	return open
}

// CallBack opens the call that keeps a promise, in the given language; one that is open and in which nothing happened, or
// that is about the same account, is taken for it. [callback.ErrUnknown], [callback.ErrSettled], [ErrOtherCall], or an error
// of the store.
func (d *Desk) CallBack(id, language string) (*call.Call, error) {
	promised, found := d.Callbacks.Get(id)
	switch {
	case !found:
		return nil, callback.ErrUnknown
	case promised.State != callback.Promised:
		return nil, callback.ErrSettled
	}
	if current := d.Calls.Current(); current != nil && !suits(current.Draft(), promised.Account) {
		return nil, ErrOtherCall
	}
	current, err := d.Calls.Start(language)
	if err != nil {
		return nil, err
	}
	if current.Draft().Account == "" { // else somebody may be proven in it
		current.SetCaller(client.Caller{Relation: promised.Relation})
	}
	current.SetAccount(promised.Account)
	current.SetKeeps(promised.ID)
	return current, nil
}

// suits says that an open call can become the one that keeps a promise about an account.
func suits(draft call.Draft, account client.AccountID) bool {
	return draft.Account == account || draft.Account == "" && draft.Note == "" && len(draft.Done) == 0
}
