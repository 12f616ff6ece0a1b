package callstrip

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/ui/parts"
)

// number is what they call from. The call has every key of it at once; what hangs on the whole number, such as a red flag, is told
// of it only when the agent leaves the field or pauses: half a number is somebody else's.
type number struct {
	entry *parts.Entry
	form  *form
	told  string // what was told last
	seen  string // what was there at the last tick
}

func newNumber(f *form) *number {
	n := &number{form: f, entry: parts.NewEntry(lang.L("Calling from"))}
	n.entry.OnChanged = func(text string) {
		if !f.filling {
			f.strip.entered(func(c *call.Call) { c.SetNumber(text) })
		}
	}
	n.entry.OnFocus = func(gained bool) {
		if !gained {
			n.tell()
		}
	}
	return n
}

// show fills the field from a draft.
func (n *number) show(draft call.Draft) {
	n.told, n.seen = draft.Caller.Number, draft.Caller.Number
	n.entry.SetText(draft.Caller.Number)
}

// tick tells of a number at which nothing was typed for a while.
func (n *number) tick() {
	if n.seen == n.entry.Text {
		n.tell()
	}
	n.seen = n.entry.Text
}

func (n *number) tell() {
	if n.form.strip.call != nil && n.told != n.entry.Text {
		n.told = n.entry.Text
		n.form.strip.o.Numbered()
	}
}
