//go:build tour && linux

package tour

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/adminapi"
	"portaldesk/client/demoportal"
	"portaldesk/ui/language"
	"portaldesk/ui/tour/desktop"
)

const (
	binary = "../../bin/portaldesk"
	album  = "../../tour" // where the screenshots go; those of the Windows program in a folder of it
)

var quiet = slog.New(slog.DiscardHandler)

// stage is a portal, a desktop, and the program running on it.
type stage struct {
	testing.TB
	ctx     context.Context
	portal  *demoportal.Server
	caFile  string // as the program names it
	desktop *desktop.Desktop
	program []string // the command that starts it
	app     *desktop.App
	album   string
	shots   int
	// reads is how long whoever sits at the desk looks at the screen before a key is pressed.
	reads time.Duration
	note  string // what is written about a call
	// tongue is that of the window.
	tongue language.Tongue
}

func newStage(t testing.TB) *stage {
	s := newDesktop(t)
	portal, err := demoportal.Start(s.ctx, demoportal.Options{Logger: quiet})
	s.must(err)
	t.Cleanup(func() { portal.Close() })
	s.portal, s.caFile = portal, filepath.Join(s.desktop.Home(), "ca.pem")
	s.must(portal.WriteCA(s.caFile))
	return s
}

// newDesktop is a stage without a portal.
func newDesktop(t testing.TB) *stage {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	t.Cleanup(cancel)
	d, err := desktop.Start(ctx, 1280, 800)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Stop() })
	return &stage{TB: t, ctx: ctx, desktop: d, program: []string{absolute(t, binary)}, album: album, note: note}
}

func absolute(t testing.TB, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// patience is how long a step may take before the tour gives up on it.
const patience = 20 * time.Second

func (s *stage) patiently(wait func(ctx context.Context) error) {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, patience)
	defer cancel()
	s.must(wait(ctx))
}

func (s *stage) must(err error) {
	s.Helper()
	if err != nil {
		s.shoot("failed")
		s.Fatalf("%v\nthe program said:\n%s", err, s.said())
	}
}

func (s *stage) said() string {
	if s.app == nil {
		return ""
	}
	return s.app.Log()
}

func (s *stage) launch() {
	s.Helper()
	var err error
	s.app, err = s.desktop.Launch(s.ctx, s.program[0], append(s.program[1:], "--log-level", "debug")...)
	s.must(err)
}

// keys presses keys; text types it.
func (s *stage) keys(names ...string) {
	s.Helper()
	time.Sleep(s.reads)
	s.must(s.desktop.Key(s.ctx, names...))
}

func (s *stage) text(typed string) { s.Helper(); s.must(s.desktop.Type(s.ctx, typed)) }

// await waits for an event whose attributes have the given values.
func (s *stage) await(name string, attrs ...any) (event desktop.Event) {
	s.Helper()
	s.patiently(func(ctx context.Context) (err error) {
		event, err = s.app.WaitFor(ctx, name, func(e desktop.Event) bool {
			for i := 0; i < len(attrs); i += 2 {
				if fmt.Sprint(e.Attrs[attrs[i].(string)]) != fmt.Sprint(attrs[i+1]) {
					return false
				}
			}
			return true
		})
		return err
	})
	return event
}

// until waits for something at the portal.
func (s *stage) until(what string, condition func() bool) {
	s.Helper()
	s.patiently(func(ctx context.Context) error { return desktop.Until(ctx, what, condition) })
}

// show takes a screenshot once the picture rests, named for its step.
func (s *stage) show(step string) {
	s.Helper()
	picture, err := s.desktop.Settled(s.ctx)
	s.must(err)
	s.keep(step, picture)
}

// shoot takes one as the screen is, for a failure.
func (s *stage) shoot(step string) {
	if picture, err := s.desktop.Capture(context.WithoutCancel(s.ctx)); err == nil {
		s.keep(step, picture)
	}
}

func (s *stage) keep(step string, picture []byte) {
	s.shots++
	if err := os.MkdirAll(s.album, 0o755); err != nil {
		s.Error(err)
	}
	if err := os.WriteFile(filepath.Join(s.album, fmt.Sprintf("%02d-%s.png", s.shots, step)), picture, 0o644); err != nil {
		s.Error(err)
	}
}

// account is the id of somebody of the cast.
func (s *stage) account(name string) client.AccountID {
	s.Helper()
	page, err := s.asSenior().Search(s.ctx, client.Query{Text: name})
	s.must(err)
	for _, row := range page.Items {
		if row.Name == name {
			return row.ID
		}
	}
	s.Fatalf("%s is not at the portal", name)
	return ""
}

// asSenior asks the portal beside the desk, in a session of its own.
func (s *stage) asSenior() client.Portal {
	s.Helper()
	portal, err := adminapi.New(adminapi.Config{BaseURL: s.portal.URL(), CAFile: s.caFile}, &pocket{})
	s.must(err)
	_, err = portal.SignIn(s.ctx, s.senior())
	s.must(err)
	return portal
}

func (s *stage) senior() client.Credentials {
	s.Helper()
	for _, agent := range s.portal.Agents() {
		if agent.Role == client.RoleSenior && agent.TOTPSecret == "" {
			return client.Credentials{Login: agent.Login, Password: agent.Password}
		}
	}
	s.Fatal("the portal has no senior agent")
	return client.Credentials{}
}

// calls are those that the portal has taken.
func (s *stage) calls() []client.Call {
	s.Helper()
	page, err := s.asSenior().Calls(s.ctx, client.CallQuery{Limit: 100})
	s.must(err)
	return page.Items
}

// files visits every file under the home of whoever sits at the desk.
func (s *stage) files(visit func(path string, content []byte)) {
	s.Helper()
	s.must(filepath.WalkDir(s.desktop.Home(), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		visit(path, content)
		return err
	}))
}

// nothingReadable holds every file against texts that must not stand in one.
func (s *stage) nothingReadable(texts ...string) {
	s.Helper()
	s.files(func(path string, content []byte) {
		for _, text := range texts {
			if bytes.Contains(content, []byte(text)) {
				s.Errorf("%s holds a text that must be sealed", filepath.Base(path))
			}
		}
	})
}

// profileID is that of the one profile the desk has.
func (s *stage) profileID() (id string) {
	s.Helper()
	s.files(func(path string, content []byte) {
		var list struct{ Profiles []struct{ ID string } }
		if filepath.Base(path) == "profiles.json" && json.Unmarshal(content, &list) == nil && len(list.Profiles) == 1 {
			id = list.Profiles[0].ID
		}
	})
	if id == "" {
		s.Error("the desk has no profile on disk")
	}
	return id
}

// pocket keeps the tokens of the session beside the desk.
type pocket struct{ tokens client.Tokens }

func (p *pocket) Tokens() (client.Tokens, error) { return p.tokens, nil }
func (p *pocket) Keep(t client.Tokens) error     { p.tokens = t; return nil }
func (p *pocket) Forget() error                  { p.tokens = client.Tokens{}; return nil }
