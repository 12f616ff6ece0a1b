//go:build tour && linux

package tour

import (
	"slices"

	"portaldesk/client"
)

const amendment = "She rang again: the link had come after all."

// callLog finds the first call among those that were closed, and adds to it. The call itself stays as it is.
func (s *stage) callLog() {
	s.app.Forget()
	s.keys("ctrl+2")
	s.await("screen", "name", "calls")
	s.await("calls answered", "rows", 2)
	s.show("calls")
	s.text("five tries")
	s.await("calls answered", "rows", 1)
	s.show("calls-search")
	s.keys("ctrl+shift+m")
	s.await("dialog shown", "name", "amend-call")
	s.text(amendment)
	s.keys("Tab", "Tab", "Return") // past Close
	s.await("call amended", "ok", true)
	s.until("the amendment at the portal", func() bool { return slices.ContainsFunc(s.calls(), amends) })
	s.show("call-amended")
	if !slices.ContainsFunc(s.calls(), func(c client.Call) bool { return c.Note == note }) {
		s.Error("the call that was amended is not what it was")
	}
}

func amends(c client.Call) bool { return c.Amends != "" && c.Note == amendment }
