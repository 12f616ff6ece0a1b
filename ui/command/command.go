// Package command is Portaldesk on the command line: the window, the demo portal alone, notes, their delivery in the
// background, scorecards, keys, and the version.
package command

import (
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"portaldesk/app"
	"portaldesk/app/crash"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
)

// keyringService is the name under which the OS keyring lists our secrets.
const keyringService = "portaldesk"

// settings are the flags that every command knows.
type settings struct {
	dir      string
	logLevel string
	log      *slog.Logger
	dial     app.Dial
}

// New is the tree of commands. dial reaches the portal of a profile.
func New(dial app.Dial) *cobra.Command {
	s := &settings{dial: dial}
	root := windowCommand(s)
	flags := root.PersistentFlags()
	flags.StringVar(&s.dir, "dir", "", "folder of profiles and notes (default: the user's configuration folder)")
	flags.StringVar(&s.logLevel, "log-level", "warn", "debug, info, warn or error; logs go to standard error and hold no patient data")
	root.AddCommand(portalCommand(s), notesCommand(s), checkCommand(s), trailCommand(s), serviceCommand(s), recoverCommand(s),
		keyCommand(s), versionCommand())
	root.PersistentPreRunE = s.prepare
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err.Error()) })
	root.SilenceErrors = true
	root.SilenceUsage = true
	return root
}

// prepare makes the logger, JSON lines on standard error, and sees to it that a crash leaves nothing of a patient on the disk.
func (s *settings) prepare(*cobra.Command, []string) error {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.logLevel)); err != nil {
		return usage("--log-level is debug, info, warn or error")
	}
	s.log = slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
	if err := crash.NoCore(); err != nil {
		s.log.Warn("a crash may be dumped", "cause", err)
	}
	return nil
}

// workplace opens the installation in the folder of the settings.
func (s *settings) workplace() (*app.Workplace, error) {
	workplace, keyring, err := s.workplaceSoon()
	if err != nil {
		return nil, err
	}
	keyring()
	return workplace, nil
}

// workplaceSoon is a workplace whose keyring is still being tried, by another program that takes its time. It is whole once
// keyring has returned.
func (s *settings) workplaceSoon() (w *app.Workplace, keyring func(), err error) {
	dir, err := s.folder()
	if err != nil {
		return nil, nil, err
	}
	profiles, err := profile.Open(dir)
	if profiles == nil {
		return nil, nil, err
	}
	w = &app.Workplace{Profiles: profiles, ProfilesProblem: err, Dial: s.dial, Log: s.log, Now: time.Now}
	var trial sync.WaitGroup
	trial.Go(func() { w.Ring, w.RingProblem = secret.Open(keyringService) })
	return w, trial.Wait, nil
}

func (s *settings) folder() (string, error) {
	if s.dir != "" {
		return s.dir, nil
	}
	return profile.DefaultDir()
}
