package phrase

import (
	"errors"
	"time"

	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app"
	"portaldesk/app/callback"
	"portaldesk/ui/parts"
)

// ofCallback says what keeps a call from being promised, or a promise from being changed; false when it is something else.
func ofCallback(err error) (Sentence, bool) {
	if closed, ok := errors.AsType[*callback.ClosedError](err); ok {
		return deskClosed(closed), true
	}
	if invalid, ok := errors.AsType[*callback.InvalidError](err); ok {
		return notACallback(invalid), true
	}
	for _, c := range callbackErrors {
		if errors.Is(err, c.err) {
			return c.sentence.translated(nil), true
		}
	}
	return Sentence{}, false
}

func deskClosed(err *callback.ClosedError) Sentence {
	said := Sentence{"The desk is closed then", "Nobody would be here to call. Nothing was promised.", "Choose a time when the desk is open."}
	if err.Next.IsZero() {
		return said.translated(nil)
	}
	clock := Clock{Zone: err.Next.Location(), Now: time.Now}
	said.Next = "It is open next on {{.Due}}."
	return said.translated(map[string]any{"Due": clock.Due(err.Next)})
}

func notACallback(err *callback.InvalidError) Sentence {
	if err.Field == "reason" {
		return Sentence{"A reason is needed", "The promise stays as it is.",
			"Write in at most {{.Max}} characters why nobody is called."}.translated(map[string]any{"Max": callback.MaxReason})
	}
	return Sentence{"This call back cannot be kept as it is", "An entry is missing or not of the right form. Nothing was promised.",
		"Choose anew whom to call, and when."}.translated(nil)
}

var callbackErrors = []struct {
	err      error
	sentence Sentence
}{
	{callback.ErrPast, Sentence{"That time is over", "Nothing was promised for a time that has passed.", "Choose a later one."}},
	{callback.ErrPromised, Sentence{"This call has promised to call back already", "There is one promise for each call.",
		"Move that one, or settle it first."}},
	{callback.ErrSettled, Sentence{"This call back is settled already", "Somebody has done it, or cancelled it, meanwhile. Nothing was changed.",
		"Look at the list."}},
	{callback.ErrUnknown, Sentence{"This call back is not on the list any more", "What is settled is kept for 30 days. Nothing was changed.",
		"Look at the list."}},
	{app.ErrOtherCall, Sentence{"Another call is open", "A call is about one account only. Nothing was changed.",
		"Close the open call first, then call back."}},
}

// Due is a moment at which something is due, never to be taken for another: "today 15:00", "tomorrow 08:00", "Monday
// 23 Nov 08:00", with the year when it is not this one.
func (c Clock) Due(t time.Time) string {
	if ago := c.daysAgo(t); ago == 0 || ago == -1 {
		return c.Moment(t)
	}
	return c.Appointment(t)
}

// Appointment is Due by the calendar alone, as it stays right tomorrow: "Monday 23 Nov 08:00".
func (c Clock) Appointment(t time.Time) string {
	t = t.In(c.Zone)
	facts := map[string]any{"Weekday": lang.L(t.Format("Monday")), "Day": t.Day(), "Month": lang.L(t.Format("Jan")),
		"Year": t.Year(), "Time": c.Time(t)}
	if t.Year() != c.Now().In(c.Zone).Year() {
		return lang.L("{{.Weekday}} {{.Day}} {{.Month}} {{.Year}} {{.Time}}", facts)
	}
	return lang.L("{{.Weekday}} {{.Day}} {{.Month}} {{.Time}}", facts)
}

// Result is how an attempt to call back ended.
func Result(result callback.Result) string { return nameOf(results, result) }

var results = map[callback.Result]string{
	callback.Reached:     "Reached",
	callback.NoAnswer:    "No answer",
	callback.Busy:        "Busy",
	callback.LeftMessage: "Left a message",
	callback.WrongPerson: "Somebody else answered",
}

// Promise is what has become of a promise that is no longer open.
func Promise(state callback.State) Word { return wordOf(promises, state) }

var promises = map[callback.State]Word{
	callback.Promised:  {"Promised", toolkit.IconNameHistory, parts.Info},
	callback.Done:      {"Done", toolkit.IconNameConfirm, parts.Good},
	callback.Missed:    {"Not reached", toolkit.IconNameContentRemove, parts.Neutral},
	callback.Cancelled: {"Cancelled", toolkit.IconNameCancel, parts.Neutral},
}
