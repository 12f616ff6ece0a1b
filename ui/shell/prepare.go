package shell

import (
	"context"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/client/transport"
)

// prepare registers Portaldesk in a Keycloak realm, or only looks what is missing there.
func prepare(ctx context.Context, p profile.Profile, administrator client.Credentials, look bool) (keycloak.Report, error) {
	return keycloak.Prepare(ctx, transport.Config{BaseURL: p.URL, CAFile: p.CAFile},
		keycloak.Preparation{Login: administrator.Login, Password: administrator.Password, DryRun: look})
}
