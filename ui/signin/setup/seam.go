package setup

import (
	"context"
	"log/slog"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/ui/signin/access"
)

// Workplace is what the set-up needs of [app.Workplace].
type Workplace interface {
	// Try tests a connection, step by step, and signs in on the way.
	Try(ctx context.Context, p profile.Profile, c client.Credentials, step func(app.TrialStep)) (app.Trial, error)
	// Forget drops the session that a test left behind.
	Forget(ctx context.Context, p profile.Profile) error
}

// Options is what the set-up needs.
type Options struct {
	access.Surroundings
	Workplace Workplace
	Log       *slog.Logger
	// Keep keeps the profile; an entry that it refuses is a [*profile.InvalidError].
	Keep func(profile.Profile) error
	// Profile is the portal to change; zero for a new one.
	Profile profile.Profile
	// Guides are the vendors' guides that come with the program.
	Guides []Guide
	// PickFile lets the agent choose a file with one of the endings (".pem"), and is told its path; nil where there is no
	// such dialog.
	PickFile func(endings []string, picked func(path string))
	// Prepare makes a Keycloak realm ready for Portaldesk, or only says what it would make; nil where that cannot be done
	// from here.
	Prepare Prepare
	// Saved is called on the UI goroutine with the profile that was kept, whose session can be resumed if it was tested.
	Saved func(profile.Profile)
	// Cancel leaves the set-up; nil when there is nothing to go back to.
	Cancel func()
}

// Guide is one vendor's guide: its name in a profile, and the vendor's own.
type Guide struct{ Name, Title string }

// Prepare registers Portaldesk in the realm of a profile, as [keycloak.Prepare] does. What the administrator signs in with is
// used for this and kept nowhere.
type Prepare func(ctx context.Context, p profile.Profile, wanted keycloak.Preparation) (keycloak.Report, error)
