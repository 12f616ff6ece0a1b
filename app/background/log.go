package background

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"strings"

	"github.com/kardianos/service"
)

// systemLog is where the system keeps what services say. What Windows starts at sign-in has no console, and its event log takes all.
func systemLog(s service.Service) service.Logger {
	open := s.Logger
	if runtime.GOOS == "windows" {
		open = s.SystemLogger
	}
	logger, err := open(nil)
	if err != nil {
		return service.ConsoleLogger
	}
	return logger
}

// handler hands a log's lines to the system's.
type handler struct {
	to    service.Logger
	attrs []slog.Attr
}

func newHandler(to service.Logger) slog.Handler { return handler{to: to} }

// Enabled leaves out what is for developers.
func (h handler) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelInfo }

// Handle writes one line.
func (h handler) Handle(_ context.Context, r slog.Record) error {
	var line strings.Builder
	line.WriteString(r.Message)
	add := func(a slog.Attr) bool {
		if text := a.Value.String(); text != "" {
			fmt.Fprintf(&line, " %s=%q", a.Key, text)
		}
		return true
	}
	for _, a := range h.attrs {
		add(a)
	}
	r.Attrs(add)
	switch {
	case r.Level >= slog.LevelError:
		return h.to.Error(line.String())
	case r.Level >= slog.LevelWarn:
		return h.to.Warning(line.String())
	default:
		return h.to.Info(line.String())
	}
}

// WithAttrs has every line say something more.
func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.to, append(h.attrs[:len(h.attrs):len(h.attrs)], attrs...)}
}

// WithGroup changes nothing: nothing here is said in groups.
func (h handler) WithGroup(string) slog.Handler { return h }
