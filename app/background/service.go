package background

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/kardianos/service"
)

// Why the system does not run the delivery. Test with [errors.Is].
var (
	// ErrNoManager: this system starts nothing for one person alone that we know how to use.
	ErrNoManager = errors.New("background: nothing here starts services of one person")
	// ErrNotInstalled: there is nothing to start, stop or remove.
	ErrNotInstalled = errors.New("background: not installed")
	// ErrInstalled: it is installed already.
	ErrInstalled = errors.New("background: installed already")
	// ErrSystemAccount: LocalSystem, or another account of the machine, cannot read the agent's keyring.
	ErrSystemAccount = errors.New("background: an account of the machine has no agent's keyring")
	// ErrOtherAccount: only an agent's own account can open her notes.
	ErrOtherAccount = errors.New("background: another account has another keyring")
	// ErrNotAllowed: it takes an administrator.
	ErrNotAllowed = errors.New("background: not allowed")
)

// Error is what the system's services said no with. Its text is theirs.
type Error struct {
	Op  string // "install", "start"
	Err error
}

func (e *Error) Error() string { return "background: " + e.Op + ": " + e.Err.Error() }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// OfTheMachine says that an account belongs to the machine and to no agent.
func OfTheMachine(account string) bool {
	account = strings.ToLower(account)
	return account == "localsystem" || strings.HasPrefix(account, `.\localsystem`) || strings.HasPrefix(account, `nt authority\`)
}

// State is how the delivery stands with the system.
type State string

// The states.
const (
	NotInstalled State = "not-installed"
	Stopped      State = "stopped"
	Started      State = "started"
)

// Config says how the system is to run the delivery of the installation in Dir, an absolute path. The rest is for Windows: AtSignIn
// has it started at sign-in instead of as a service; Account and Password are the agent's own, which Windows asks for to start a
// service as her.
type Config struct {
	Dir               string
	AtSignIn          bool
	Account, Password string
}

// Service is the delivery as the system's services know it.
type Service struct {
	config  Config
	inner   service.Service
	manager manager
	program *program
}

// manager installs and starts. The library's services are ones.
type manager interface {
	Install() error
	Uninstall() error
	Start() error
	Stop() error
	Status() (service.Status, error)
}

const (
	serviceName = "portaldesk-delivery"
	displayName = "Portaldesk delivery"
	description = "Delivers call notes of Portaldesk while its window is closed"
)

// New is the service. Nothing is asked of the system yet. The errors are ErrNoManager, ErrSystemAccount and ErrOtherAccount.
func New(c Config) (*Service, error) {
	s, err := Runner(c)
	if err == nil {
		s.manager, err = managerHere(s)
	}
	return s, err
}

// Runner is a service that is only run: whoever starts it need not be a system that could install it.
func Runner(c Config) (*Service, error) {
	s := &Service{config: c, program: &program{}}
	config := &service.Config{Name: nameHere(), DisplayName: displayName, Description: description,
		Arguments: []string{"service", "run", "--dir", c.Dir}, Option: optionsHere()}
	if err := fitAccount(config, c); err != nil {
		return nil, err
	}
	var err error
	if s.inner, err = service.New(s.program, config); err != nil {
		return nil, ErrNoManager
	}
	return s, nil
}

// Install has the system start the delivery from now on, whenever the agent is signed in to the computer.
func (s *Service) Install() error {
	if state, err := s.State(); err == nil && state != NotInstalled {
		return ErrInstalled
	}
	return failure("install", s.manager.Install())
}

// Uninstall ends the delivery and has the system forget it. What waits goes on waiting.
func (s *Service) Uninstall() error {
	state, err := s.State()
	if err == nil && state == NotInstalled {
		return ErrNotInstalled
	}
	if err == nil && state == Started {
		err = s.manager.Stop()
	}
	return errors.Join(failure("stop", err), failure("uninstall", s.manager.Uninstall()))
}

// Start has the system start the delivery now.
func (s *Service) Start() error { return s.order("start", s.manager.Start) }

// Stop has the system end it, until the agent signs in to the computer the next time.
func (s *Service) Stop() error { return s.order("stop", s.manager.Stop) }

func (s *Service) order(op string, obey func() error) error {
	if state, err := s.State(); err == nil && state == NotInstalled {
		return ErrNotInstalled
	}
	return failure(op, obey())
}

// State asks the system.
func (s *Service) State() (State, error) {
	status, err := s.manager.Status()
	switch {
	case errors.Is(err, service.ErrNotInstalled):
		return NotInstalled, nil
	case err != nil:
		return "", failure("status", err)
	case status == service.StatusRunning:
		return Started, nil
	default:
		return Stopped, nil
	}
}

func failure(op string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, service.ErrNotInstalled):
		return ErrNotInstalled
	case errors.Is(err, os.ErrPermission):
		return errors.Join(ErrNotAllowed, &Error{op, err})
	default:
		return &Error{op, err}
	}
}

// Log is the system's own log, as far as it is ours to write: the journal, syslog, or the event log.
func (s *Service) Log() *slog.Logger { return slog.New(newHandler(systemLog(s.inner))) }

// Run delivers until the system, or a signal, ends it. It is what the system starts. The errors are ErrSystemAccount and those of
// [Deliverer.Run].
func (s *Service) Run(ctx context.Context, d *Deliverer) error {
	if err := mayRun(); err != nil {
		return err
	}
	if runtime.GOOS == "windows" && !service.Interactive() {
		s.program.deliver, s.program.log = d.Run, s.Log()
		return s.inner.Run()
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	return d.Run(untilTold(ctx, s.config.Dir))
}

// program is what Windows drives.
type program struct {
	deliver func(context.Context) error
	log     *slog.Logger
	stop    context.CancelFunc
	done    chan struct{}
}

// again is how long a delivery rests that ended by itself: another one may be running.
const again = time.Minute

// Start begins and returns at once, as it must.
func (p *program) Start(service.Service) error {
	ctx, stop := context.WithCancel(context.Background())
	p.stop, p.done = stop, make(chan struct{})
	go func() {
		defer close(p.done)
		for ctx.Err() == nil {
			if err := p.deliver(ctx); err != nil {
				p.log.Warn("delivery in the background rests", "another", errors.Is(err, ErrRunning))
			}
			select {
			case <-ctx.Done():
			case <-time.After(again):
			}
		}
	}()
	return nil
}

// Stop ends the round that is under way and waits for it; it yields within a second.
func (p *program) Stop(service.Service) error {
	p.stop()
	<-p.done
	return nil
}
