package command

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/demoportal"
)

// startDemo starts the embedded portal and a workplace that knows only its profile. It keeps to a folder of its own, so
// that it never mixes with the clinic's profiles. The portal's address and certificate are new at every start, so they
// are put into the profile on the way to it and never saved.
func startDemo(ctx context.Context, s *settings, o demoportal.Options) (*app.Workplace, *demoportal.Server, error) {
	folder, err := s.demoFolder()
	if err != nil {
		return nil, nil, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, nil, err
	}
	server, err := demoportal.Start(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	caFile := filepath.Join(folder, "demo-ca.pem")
	own := &settings{dir: folder, log: s.log, dial: func(p profile.Profile, tokens client.TokenKeeper) (client.Portal, error) {
		p.URL, p.CAFile = server.URL(), caFile
		return s.dial(p, tokens)
	}}
	workplace, err := own.demoWorkplace(server, caFile)
	if err != nil {
		return nil, nil, errors.Join(err, server.Close())
	}
	return workplace, server, nil
}

// demoFolder is where the demo keeps what it keeps.
func (s *settings) demoFolder() (string, error) {
	folder, err := s.folder()
	return filepath.Join(folder, "demo"), err
}

func (s *settings) demoWorkplace(server *demoportal.Server, caFile string) (*app.Workplace, error) {
	if err := server.WriteCA(caFile); err != nil {
		return nil, err
	}
	workplace, err := s.workplace()
	if err != nil {
		return nil, err
	}
	if len(workplace.Profiles.List()) > 0 {
		return workplace, nil
	}
	demo := profile.Profile{ID: profile.NewID(), Name: "Demo portal", Kind: profile.KindAdminAPI, Demo: true}
	return workplace, workplace.Profiles.Save(demo)
}
