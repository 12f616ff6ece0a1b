package command

import (
	"context"
	"errors"
	"log/slog"
	"os/signal"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"
	"github.com/pquerna/otp/totp"
	"github.com/spf13/cobra"

	"portaldesk/app/front"
	kept "portaldesk/app/settings"
	"portaldesk/assets"
	"portaldesk/client/demoportal"
	"portaldesk/client/demoportal/drill"
	"portaldesk/ui/language"
	"portaldesk/ui/parts"
	"portaldesk/ui/shell"
	"portaldesk/ui/signin"
)

// appID names the program to the toolkit: where it keeps what the window looked like.
const appID = "org.portaldesk.Portaldesk"

// windowCommand is what runs when no other command is named.
func windowCommand(s *settings) *cobra.Command {
	var (
		demo bool
		o    demoportal.Options
	)
	window := &cobra.Command{
		Use:   "portaldesk",
		Short: "The desk from which help-desk agents support the users of a patient portal",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("there is no command " + args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			if demo {
				o.Logger = s.log
				return demoWindow(ctx, s, o)
			}
			return window(ctx, s)
		},
	}
	flags := window.Flags()
	flags.BoolVar(&demo, "demo", false, "open the desk on an embedded portal with synthetic patients")
	flags.IntVar(&o.Accounts, "accounts", demoportal.DefaultAccounts, "with --demo: number of synthetic patients")
	flags.IntVar(&o.Calls, "calls", 0, "with --demo: number of earlier calls in the desk's log")
	flags.Uint64Var(&o.Seed, "seed", 1, "with --demo: the same seed makes the same patients")
	flags.StringVar(&o.StateDir, "state", "", "with --demo: folder that keeps what changed over a restart")
	return window
}

// window opens the desk. Where one is open already that comes to the front, and nothing else happens.
func window(ctx context.Context, s *settings) error {
	dir, err := s.folder()
	if err != nil {
		return err
	}
	only, err := front.Open(dir)
	if errors.Is(err, front.ErrOpen) {
		return nil
	}
	if err != nil { // two windows do no harm: a desk's file is open in one of them
		s.log.Warn("another window may be open", "cause", err)
		return open(ctx, s, dir, func(func()) {})
	}
	return errors.Join(open(ctx, s, dir, only.Watch), only.Close())
}

// open shows the window; knocks has it come to the front when a second one is started.
func open(ctx context.Context, s *settings, dir string, knocks func(raise func())) error {
	workplace, keyring, err := s.workplaceSoon()
	if err != nil {
		return err
	}
	set, problem := s.settingsIn(dir)
	desk := shell.New(ctx, newApp(), workplace, shell.Options{Settings: set, SettingsProblem: problem, Delivery: s.delivery()})
	knocks(desk.Raise) // the keyring may take its time
	keyring()
	desk.Run()
	return nil
}

func demoWindow(ctx context.Context, s *settings, o demoportal.Options) error {
	workplace, server, err := startDemo(ctx, s, o)
	if err != nil {
		return err
	}
	dir, err := s.demoFolder()
	if err != nil {
		return errors.Join(err, server.Close())
	}
	set, problem := s.settingsIn(dir)
	shell.New(ctx, newApp(), workplace, shell.Options{Settings: set, SettingsProblem: problem, Demo: &shell.Demo{
		Agents: demoAgents(server.Agents()), Phone: server.Phone(), Truth: server.Truth,
		Caller:   func(script drill.Script) (*drill.Caller, bool) { return drill.Call(server, script) },
		Commands: demoCommands(server, s.log),
	}}).Run()
	return server.Close()
}

// settingsIn opens what the agent has set, and has the window speak her language from the first word on.
func (s *settings) settingsIn(dir string) (*kept.File, error) {
	set, problem := kept.Open(dir)
	if err := language.Speak(set.Now().Language); err != nil {
		s.log.Warn("the window speaks English", "cause", err)
	}
	return set, problem
}

func newApp() fyne.App {
	fyneapp.SetMetadata(fyne.AppMetadata{ID: appID, Name: "Portaldesk", Version: version()})
	a := fyneapp.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	return a
}

// demoAgents puts the demo portal's agents onto the sign-in card, with the one-time code that their telephone would show.
func demoAgents(agents []demoportal.DemoAgent) []signin.Agent {
	cards := make([]signin.Agent, len(agents))
	for i, agent := range agents {
		cards[i] = signin.Agent{Login: agent.Login, Password: agent.Password, Name: agent.Name, Role: agent.Role}
		if secret := agent.TOTPSecret; secret != "" {
			cards[i].Code = func() string {
				code, err := totp.GenerateCode(secret, time.Now())
				if err != nil {
					return ""
				}
				return code
			}
		}
	}
	return cards
}

// demoCommands let one person play a portal that goes away and comes back.
func demoCommands(server *demoportal.Server, log *slog.Logger) []parts.Command {
	order := func(name, title string, key fyne.KeyName, obey func() error) parts.Command {
		return parts.Command{Name: name, Title: title, Shortcut: parts.FunctionKey(key), Run: func() {
			if err := obey(); err != nil {
				log.Warn("the demo portal did not obey", "order", name, "cause", err)
			}
		}}
	}
	return []parts.Command{
		order("portal-gone", lang.L("Take the portal away"), fyne.KeyF11, server.Stop),
		order("portal-back", lang.L("Bring the portal back"), fyne.KeyF12, server.Restart),
	}
}
