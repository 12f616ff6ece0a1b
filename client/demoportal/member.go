package demoportal

import "portaldesk/client"

// Member is the account of the first patient of that name ("Alvarez, Maria"); false when there is none.
func (s *Server) Member(name string) (client.AccountID, bool) {
	p := s.portal
	p.mu.RLock()
	defer p.mu.RUnlock()
	for _, r := range p.lists.numbered {
		if r.Identity.Name() == name {
			return r.ID, true
		}
	}
	return "", false
}
