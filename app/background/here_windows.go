package background

import (
	"context"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/kardianos/service"
)

// nameHere has the agent in it: the names of services belong to the whole machine.
func nameHere() string {
	current, err := user.Current()
	if err != nil {
		return serviceName
	}
	keep := func(r rune) rune {
		if r == '/' || r == '\\' || r == ' ' {
			return '-'
		}
		return r
	}
	return serviceName + "-" + strings.Map(keep, current.Username)
}

func optionsHere() service.KeyValue { return service.KeyValue{"DelayedAutoStart": true} }

// machineAccounts are LocalSystem, LocalService and NetworkService.
var machineAccounts = []string{"S-1-5-18", "S-1-5-19", "S-1-5-20"}

// fitAccount has the service run as the agent who installs it. Credential Manager keeps what it keeps for one account: LocalSystem
// and any other would find no key, and wait for ever.
func fitAccount(config *service.Config, c Config) error {
	current, err := user.Current()
	if err != nil {
		return &Error{"account", err}
	}
	if slices.Contains(machineAccounts, current.Uid) || OfTheMachine(c.Account) {
		return ErrSystemAccount
	}
	if c.Account != "" && !strings.EqualFold(c.Account, current.Username) {
		return ErrOtherAccount
	}
	config.UserName = current.Username
	config.Option["Password"] = c.Password
	return nil
}

// mayRun refuses what an administrator may have changed since it was installed.
func mayRun() error {
	current, err := user.Current()
	if err == nil && slices.Contains(machineAccounts, current.Uid) {
		return ErrSystemAccount
	}
	return nil
}

// managerHere is the service where there is one, or where one is to be; else the start at sign-in.
func managerHere(s *Service) (manager, error) {
	if s.config.AtSignIn || s.config.Password == "" && !isService(s.inner) {
		return newSignInStart(s.config.Dir)
	}
	return s.inner, nil
}

func isService(s service.Service) bool {
	_, err := s.Status()
	return err == nil
}

// stopName is a file whose being there tells the delivery to end: what is started at sign-in has neither console nor window to
// be told by.
const stopName = "delivery.stop"

// untilTold ends with ctx, or when it is told.
func untilTold(ctx context.Context, dir string) context.Context {
	told, stop := context.WithCancel(ctx)
	file := filepath.Join(dir, stopName)
	_ = os.Remove(file) // meant for one that ended first
	go func() {
		defer stop()
		tick := time.NewTicker(stopBeat)
		defer tick.Stop()
		for told.Err() == nil {
			select {
			case <-told.Done():
			case <-tick.C:
				if _, err := os.Stat(file); err == nil {
					_ = os.Remove(file)
					return
				}
			}
		}
	}()
	return told
}
