package background

// Switch is the delivery as an agent turns it on and off in the window. On Windows that has it started at sign-in, which takes neither
// an administrator nor her password, unless it is a service there already.
type Switch struct{ Dir string }

// On says whether the system starts the delivery. The error is ErrNoManager or the system's.
func (s Switch) On() (bool, error) {
	service, err := New(Config{Dir: s.Dir})
	if err != nil {
		return false, err
	}
	state, err := service.State()
	return err == nil && state != NotInstalled, err
}

// Turn has the system start the delivery from now on, or forget it. The errors are those of [Service.Install], [Service.Start] and
// [Service.Uninstall].
func (s Switch) Turn(on bool) error {
	service, err := New(Config{Dir: s.Dir})
	if err != nil {
		return err
	}
	if !on {
		return service.Uninstall()
	}
	if err := service.Install(); err != nil {
		return err
	}
	return service.Start()
}
