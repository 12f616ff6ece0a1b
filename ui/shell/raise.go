package shell

// Raise brings the window to the front, also when it was minimised. It may be called from any goroutine.
func (s *Shell) Raise() {
	s.o.engine.do(func() {
		restore(s.window)
		s.window.Show()
		s.window.RequestFocus()
		s.workplace.Log.Debug("raised")
	})
}
