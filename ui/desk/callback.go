package desk

import "portaldesk/app/callback"

// CallBack opens the account of a promise and the call that keeps it.
func (s *Screen) CallBack(promised callback.Callback) {
	s.strip.CallBack(promised.ID, func() {
		if promised.Account != "" {
			s.enter(promised.Account)
		}
	})
}
