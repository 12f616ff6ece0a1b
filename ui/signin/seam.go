package signin

import (
	"context"
	"log/slog"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/signin/access"
	"portaldesk/ui/signin/setup"
)

// Workplace is what the screen needs of [app.Workplace].
type Workplace interface {
	Connect(ctx context.Context, p profile.Profile) (client.About, error)
	SignIn(ctx context.Context, p profile.Profile, c client.Credentials) (*app.Desk, error)
	Resume(ctx context.Context, p profile.Profile) (*app.Desk, error)
	SetAside(p profile.Profile) (app.Aside, error)
	setup.Workplace
}

// Profiles is what it needs of [profile.Profiles].
type Profiles interface {
	List() []profile.Profile
	Last() (profile.Profile, bool)
	Save(p profile.Profile) error
	Remove(id string) error
}

// Agent is somebody who may sign in to the demo portal. Their passwords are no secret.
type Agent struct {
	Login, Password string
	Name            string
	Role            client.Role
	// Code answers the one-time code of this moment; nil when none is asked for.
	Code func() string
}

// Options is what the screen needs.
type Options struct {
	access.Surroundings
	Workplace Workplace
	Profiles  Profiles
	Log       *slog.Logger
	// Agents are those of the demo portal; they are offered for profiles that are marked as demo.
	Agents []Agent
	// Guides, PickFile and Prepare are for the set-up of a portal.
	Guides   []setup.Guide
	PickFile func(endings []string, picked func(path string))
	Prepare  setup.Prepare
	// Opened is called on the UI goroutine with the desk of the agent who came in.
	Opened func(*app.Desk)
}
