//go:build tour && linux

package tour

// trail looks at what the desk wrote down: the list, whether it is what was written, and the week. Each leaves its own entry.
func (s *stage) trail() {
	s.app.Forget()
	s.keys("ctrl+6")
	s.await("screen", "name", "trail")
	s.await("trail answered", "ok", true)
	s.show("trail")
	s.keys("ctrl+shift+v")
	s.await("trail verified", "ok", true, "breaks", 0)
	s.show("trail-verified")
	s.keys("Escape")
	s.await("dialog closed", "name", "verify-trail")
	s.keys("ctrl+shift+w")
	s.await("week read", "ok", true)
	s.show("weekly-look")
	s.keys("Escape")
	s.await("dialog closed", "name", "weekly-look")
}
