package demoportal

// BreakJournal makes every later write to the state folder fail, as a full disk would.
func (s *Server) BreakJournal() { _ = s.portal.kept.journal.Close() }
