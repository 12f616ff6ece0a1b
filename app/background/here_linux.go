package background

import "github.com/kardianos/service"

// unit is the library's own, but for three things: it is wanted by a target that a person's own systemd has, it starts again soon
// after it died, and not when another delivery is there (exit code 3).
const unit = `[Unit]
Description={{Description}}
ConditionFileIsExecutable={{Path | cmdEscape}}
StartLimitIntervalSec=0

[Service]
ExecStart={{Path | cmdEscape}}{{range Arguments}} {{. | cmd}}{{end}}
Restart=on-failure
RestartSec=5
RestartPreventExitStatus=3
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`

func optionsHere() service.KeyValue {
	return service.KeyValue{"UserService": true, "SystemdScript": unit}
}

// managerHere is systemd: the others that Linux may have start nothing for one person alone.
func managerHere(s *Service) (manager, error) {
	if service.Platform() != "linux-systemd" {
		return nil, ErrNoManager
	}
	return s.inner, nil
}
