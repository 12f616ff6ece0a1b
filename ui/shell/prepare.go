package shell

import (
	"context"

	"portaldesk/app/profile"
	"portaldesk/client/keycloak"
	"portaldesk/client/transport"
)

// prepare registers Portaldesk in a Keycloak realm, or only looks what is missing there.
func prepare(ctx context.Context, p profile.Profile, wanted keycloak.Preparation) (keycloak.Report, error) {
	return keycloak.Prepare(ctx, transport.Config{BaseURL: p.URL, CAFile: p.CAFile}, wanted)
}
