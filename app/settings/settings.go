package settings

import (
	"slices"
	"time"
)

// Settings is what an agent sets. A value is a copy of its own.
type Settings struct {
	Theme Theme `json:"theme"`
	// TextSize is in percent, one of [TextSizes].
	TextSize int `json:"textSize"`
	// Language of the interface: "system" or one of [Languages].
	Language string `json:"language"`
	// ScriptLanguage is that of what is read to patients: "interface" for the same, or one of [Languages].
	ScriptLanguage string `json:"scriptLanguage"`
	// LockMinutes is after how long without a key or pointer the desk locks, from [MinLock] to [MaxLock].
	LockMinutes int `json:"lockMinutes"`
	// CopySecrets: access codes and links may be put on the clipboard.
	CopySecrets bool      `json:"copySecrets"`
	Templates   Templates `json:"templates"`
}

// Templates is how note templates are offered, by their short names.
type Templates struct {
	// Pinned stand first, in this order.
	Pinned []string `json:"pinned"`
	// Hidden are not offered.
	Hidden []string `json:"hidden"`
	// Suggest: those that suit the reason of the call are offered by themselves.
	Suggest bool `json:"suggest"`
}

// Theme is the look.
type Theme string

// The themes.
const (
	ThemeSystem   Theme = "system"
	ThemeLight    Theme = "light"
	ThemeDark     Theme = "dark"
	ThemeContrast Theme = "contrast"
)

// Words for languages that depend on another choice.
const (
	LanguageSystem    = "system"
	LanguageInterface = "interface"
)

// The lock, in minutes. There is no way to set none: 45 CFR 164.312(a)(2)(iii).
const (
	MinLock     = 1
	MaxLock     = 60
	DefaultLock = 10
)

// Themes are the themes there are.
func Themes() []Theme { return []Theme{ThemeSystem, ThemeLight, ThemeDark, ThemeContrast} }

// TextSizes are the sizes of text there are, in percent.
func TextSizes() []int { return []int{100, 125, 150, 175, 200} }

// Languages are the languages the program speaks, BCP 47.
func Languages() []string { return []string{"en", "es"} }

// Defaults are the settings of a new desk.
func Defaults() Settings {
	return Settings{
		Theme: ThemeSystem, TextSize: 100, Language: LanguageSystem, ScriptLanguage: LanguageInterface,
		LockMinutes: DefaultLock, Templates: Templates{Suggest: true},
	}
}

// LockAfter is the idle time after which the desk locks.
func (s Settings) LockAfter() time.Duration { return time.Duration(s.LockMinutes) * time.Minute }

// Check says whether the settings can be kept: nil, or an [*InvalidError].
func (s Settings) Check() error {
	for _, setting := range known {
		if !setting.fine(s) {
			return &InvalidError{setting.key}
		}
	}
	return nil
}

// setting is one entry of the file.
type setting struct {
	key string
	// at is where it is in the settings.
	at func(*Settings) any
	// fine says whether its value can be.
	fine func(Settings) bool
}

var known = []setting{
	{"theme", func(s *Settings) any { return &s.Theme }, func(s Settings) bool { return slices.Contains(Themes(), s.Theme) }},
	{"textSize", func(s *Settings) any { return &s.TextSize }, func(s Settings) bool {
		return slices.Contains(TextSizes(), s.TextSize)
	}},
	{"language", func(s *Settings) any { return &s.Language }, func(s Settings) bool {
		return s.Language == LanguageSystem || slices.Contains(Languages(), s.Language)
	}},
	{"scriptLanguage", func(s *Settings) any { return &s.ScriptLanguage }, func(s Settings) bool {
		return s.ScriptLanguage == LanguageInterface || slices.Contains(Languages(), s.ScriptLanguage)
	}},
	{"lockMinutes", func(s *Settings) any { return &s.LockMinutes }, func(s Settings) bool {
		return MinLock <= s.LockMinutes && s.LockMinutes <= MaxLock
	}},
	{"copySecrets", func(s *Settings) any { return &s.CopySecrets }, always},
	{"templates", func(s *Settings) any { return &s.Templates }, always},
}

func always(Settings) bool { return true }

// clone is a copy that shares nothing with s.
func (s Settings) clone() Settings {
	s.Templates.Pinned = slices.Clone(s.Templates.Pinned)
	s.Templates.Hidden = slices.Clone(s.Templates.Hidden)
	return s
}
