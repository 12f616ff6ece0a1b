package callstrip

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/ui/due"
	"portaldesk/ui/parts"
)

// keeps asks whether this is the call that was promised. It takes no room where none was.
type keeps struct {
	toggle  *parts.Toggle
	strip   *Strip
	asked   callback.Callback // the promise in question
	filling bool
}

func newKeeps(s *Strip) *keeps {
	k := &keeps{strip: s}
	k.toggle = parts.NewToggle("", k.chosen)
	k.toggle.Hide()
	return k
}

// CallBack opens the call that keeps a promise; then is called when it is open. What is in the way is said in the strip.
func (s *Strip) CallBack(id string, then func()) {
	var opened *call.Call
	language := s.wants
	s.work(func() (err error) {
		opened, err = s.o.Desk.CallBack(id, language)
		return err
	}, func() {
		s.head.setBroughtBack(false)
		s.take(opened)
		s.o.Log.Debug("call opened", "promised", true)
		s.o.Changed()
		then()
	})
}

func (k *keeps) chosen(yes bool) {
	if k.filling {
		return
	}
	id := ""
	if yes {
		id = k.asked.ID
	}
	k.strip.entered(func(c *call.Call) { c.SetKeeps(id) })
}

// show asks about the promise that the call is linked to, else about the one about its account that is due first.
func (k *keeps) show(draft call.Draft) {
	k.filling = true
	defer func() { k.filling = false }()
	open := k.strip.o.Desk.Promises(draft.Account, draft.Keeps)
	if len(open) == 0 {
		k.toggle.Hide()
		return
	}
	k.asked = open[0]
	facts := map[string]any{"Due": due.ClockOf(k.strip.o.Customs.Hours, k.strip.o.Clock).Due(k.asked.Due)}
	question := lang.L("This is the call that was promised for {{.Due}}", facts)
	if k.strip.large { // a box to be ticked does not wrap
		question = lang.L("Promised for {{.Due}}", facts)
	}
	k.toggle.SetText(question)
	k.toggle.SetChecked(draft.Keeps == k.asked.ID)
	k.toggle.Show()
}
