package command

import (
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/background"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
)

const serviceHelp = `Deliver call notes while the window is closed. It runs as you, with your keyring and the sessions that the desk has kept, and
sends what waits in the outbox and nothing else. While a window is open it stays away; where a session is over it waits until
you have signed in again.

On macOS it is an agent of launchd, on Linux a unit of systemd --user, on Windows a service under your own account. For that
Windows wants an administrator, your Windows password, and your right to "Log on as a service"; where policy forbids
it, --at-sign-in has it started when you sign in to the computer. LocalSystem cannot read your keyring and is refused.`

// serviceCommand is the delivery in the background, as the system and a person drive it.
func serviceCommand(s *settings) *cobra.Command {
	parent := &cobra.Command{
		Use:   "service",
		Short: "Deliver call notes while the window is closed",
		Long:  serviceHelp,
		Args:  cobra.NoArgs,
	}
	parent.AddCommand(serviceInstall(s), serviceRun(s), serviceStatus(s),
		serviceOrder(s, "uninstall", "Stop delivering in the background, for good; notes are kept", (*background.Service).Uninstall),
		serviceOrder(s, "start", "Start delivering in the background now", (*background.Service).Start),
		serviceOrder(s, "stop", "Stop delivering in the background until you sign in to this computer again", (*background.Service).Stop))
	return parent
}

// serviceOrder is a command that takes no more than its name.
func serviceOrder(s *settings, name, short string, obey func(*background.Service) error) *cobra.Command {
	return &cobra.Command{
		Use:   name,
		Short: short,
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			service, _, err := s.service(background.Config{})
			if err != nil {
				return refused(err)
			}
			return refused(obey(service))
		},
	}
}

func serviceInstall(s *settings) *cobra.Command {
	var c background.Config
	install := &cobra.Command{
		Use:   "install",
		Short: "Have this computer deliver in the background from now on, and start it",
		Long:  serviceHelp,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if runtime.GOOS == "windows" && !c.AtSignIn && !background.OfTheMachine(c.Account) {
				ask := newAsker(cmd.InOrStdin(), cmd.ErrOrStderr())
				if c.Password, err = ask.secret("Your Windows password"); err != nil {
					return err
				}
			}
			service, _, err := s.service(c)
			if err != nil {
				return refused(err)
			}
			if err := service.Install(); err != nil {
				return refused(err)
			}
			return refused(service.Start())
		},
	}
	flags := install.Flags()
	flags.BoolVar(&c.AtSignIn, "at-sign-in", false, "Windows: no service; start when you sign in to the computer")
	flags.StringVar(&c.Account, "account", "", "Windows: the account of the service; no other than your own will do (default: yours)")
	return install
}

func serviceRun(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Deliver until stopped; this is what the system starts",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := s.absolute()
			if err != nil {
				return err
			}
			service, err := background.Runner(background.Config{Dir: dir})
			if err != nil {
				return refused(err)
			}
			return refused(service.Run(cmd.Context(), s.deliverer(dir, service.Log())))
		},
	}
}

// service is the delivery of the installation of these settings.
func (s *settings) service(c background.Config) (service *background.Service, dir string, err error) {
	if c.Dir, err = s.absolute(); err != nil {
		return nil, "", err
	}
	service, err = background.New(c)
	return service, c.Dir, err
}

// delivery is what the window turns the delivery on and off with; nil where the folder of the settings cannot be named.
func (s *settings) delivery() *background.Switch {
	dir, err := s.absolute()
	if err != nil {
		return nil
	}
	return &background.Switch{Dir: dir}
}

// absolute is the folder of the settings, wherever the system will start the program.
func (s *settings) absolute() (string, error) {
	dir, err := s.folder()
	if err != nil {
		return "", err
	}
	return filepath.Abs(dir)
}

// deliverer looks after the installation in dir. It tries no keyring before something waits: at sign-in the keyring may be locked still.
func (s *settings) deliverer(dir string, log *slog.Logger) *background.Deliverer {
	ring := secret.System(keyringService)
	return background.NewDeliverer(background.Options{Dir: dir, Log: log, Open: func() (*app.Workplace, error) {
		profiles, err := profile.Open(dir)
		if profiles == nil {
			return nil, err
		}
		return &app.Workplace{Profiles: profiles, Ring: ring, Dial: s.dial, Log: log, Now: time.Now}, nil
	}})
}

// refused says in the system's own words what only the system has words for.
func refused(err error) error {
	failure, theirs := errors.AsType[*background.Error](err)
	if !theirs || errors.Is(err, background.ErrNotAllowed) {
		return err
	}
	return exitError{exitFailed, fmt.Sprintf("this computer refused to %s delivery in the background: %v", failure.Op, failure.Err)}
}
