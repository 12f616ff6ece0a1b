package background

import "github.com/kardianos/service"

// optionsHere make an agent of launchd, which runs in the session of the person who is signed in and reaches her keychain.
func optionsHere() service.KeyValue {
	return service.KeyValue{"UserService": true, "RunAtLoad": true, "KeepAlive": true}
}

func managerHere(s *Service) (manager, error) { return s.inner, nil }
