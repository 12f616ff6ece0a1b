package settings

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/app/settings"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Options is what the screen needs.
type Options struct {
	// Now is what is set, Change sets something; it answers at once, and Show is called when it was done or failed.
	Now    func() settings.Settings
	Change func(edit func(*settings.Settings))
	// Durable says that this computer's keyring keeps secrets.
	Durable bool
	// Profiles are the portals of this installation; Here is the one the agent is at.
	Profiles func() []profile.Profile
	Here     string
	// Delivery is how notes leave while the window is closed; nil where nothing is there then to deliver. Runner asks it.
	Delivery Delivery
	Runner   parts.Runner
	// Switch is how another portal is gone to.
	Switch func()
	// Templates opens the note templates, Reasons the wrap-up codes of the portal, Hours when its desk may be called.
	Templates, Reasons, Hours func()
}

// Screen is the settings.
type Screen struct {
	o       Options
	theme   *parts.Segments
	size    *parts.Segments
	lock    *parts.Chooser
	minutes []int
	copying *parts.Segments
	speaks  *parts.Segments
	script  *parts.Segments
	portals *fyne.Container
	ring    *fyne.Container
	change  *parts.Action
	content *parts.Scroll
	// editors open what a clinic fits to itself.
	editors []*parts.Action
	// delivery is nil where there is none.
	delivery *delivering
	// showing: what is chosen now is what is kept, nobody chose it.
	showing bool
}

// New makes the screen; Show fills it.
func New(o Options) *Screen {
	s := &Screen{o: o, portals: parts.Stack(theme.Half), ring: parts.Stack(0)}
	s.theme = parts.NewSegments(themeWords(), func(at int) {
		s.set(func(kept *settings.Settings) { kept.Theme = settings.Themes()[at] })
	})
	s.size = parts.NewSegments(sizeWords(), func(at int) {
		s.set(func(kept *settings.Settings) { kept.TextSize = settings.TextSizes()[at] })
	})
	s.lock = parts.NewChooser("", nil, func(string) { s.setLock() })
	s.copying = parts.NewSegments([]string{lang.L("No"), lang.L("Yes, for 10 seconds")}, func(at int) {
		s.set(func(kept *settings.Settings) { kept.CopySecrets = at == 1 })
	})
	s.speaks = parts.NewSegments(languageWords(lang.L("As the system")), func(at int) {
		s.set(func(kept *settings.Settings) { kept.Language = languageAt(settings.LanguageSystem, at) })
	})
	s.script = parts.NewSegments(languageWords(lang.L("As the window")), func(at int) {
		s.set(func(kept *settings.Settings) { kept.ScriptLanguage = languageAt(settings.LanguageInterface, at) })
	})
	s.change = parts.NewAction(lang.L("Switch portal…"), o.Switch)
	s.editors = []*parts.Action{parts.NewAction(lang.L("Note templates…"), o.Templates), parts.NewAction(lang.L("Wrap-up codes…"), o.Reasons),
		parts.NewAction(lang.L("Desk hours…"), o.Hours)}
	if o.Delivery != nil {
		s.delivery = newDelivering(o.Delivery, o.Runner)
	}
	s.content = s.arranged()
	for _, choice := range []*parts.Segments{s.theme, s.size, s.speaks, s.script, s.copying} {
		choice.OnFocus = s.reveal(choice)
	}
	if s.delivery != nil {
		s.delivery.choice.OnFocus = s.reveal(s.delivery.content)
	}
	s.lock.OnFocus = s.reveal(s.lock)
	for _, action := range append(s.editors, s.change) {
		action.OnFocus = s.reveal(action)
	}
	return s
}

const columnLeast = 320

// reveal scrolls to what gets the focus.
func (s *Screen) reveal(part fyne.CanvasObject) func() {
	return func() { parts.Reveal(s.content, part) }
}

func (s *Screen) arranged() *parts.Scroll {
	look := group(lang.L("Look"), parts.NewField(lang.L("Colours"), s.theme, ""),
		parts.NewField(lang.L("Text size"), s.size, ""))
	speech := group(lang.L("Language"),
		parts.NewField(lang.L("Language of the window"), s.speaks, lang.L("It changes when Portaldesk is started the next time.")),
		parts.NewField(lang.L("Language in which callers are told something"), s.script,
			lang.L("What you are to say, and codes that you spell. It changes at once.")))
	safety := group(lang.L("Safety"),
		parts.NewField(lang.L("Lock the desk when nobody has used it for"), s.lock,
			lang.L("It is covered then, and opens with your password. The call and its note go on.")),
		parts.NewField(lang.L("May codes and temporary passwords be copied?"), s.copying,
			lang.L("Other programs can read the clipboard. It is cleared after 10 seconds, when the desk locks, and at the end.")),
		s.ring)
	editors := container.New(parts.NewFlow(theme.Grid))
	for _, action := range s.editors {
		editors.Add(action)
	}
	calls := group(lang.L("Calls of this portal"),
		parts.NewParagraph(lang.L("What a note can be begun with, what a call can have been about, and when callers may call again."), parts.Muted),
		editors)
	if s.delivery != nil {
		calls = parts.Column(theme.Gap, calls, group(lang.L("Delivery"), s.delivery.content))
	}
	portals := group(lang.L("Portals on this computer"), s.portals, parts.Line(0, s.change))
	body := parts.Column(theme.Gap, parts.NewText(lang.L("Settings"), parts.Title),
		parts.NewParagraph(lang.L("They hold for every portal on this computer. A change is kept at once."), parts.Muted), look, speech, safety, calls, portals)
	return parts.Scrolling(parts.Inset(theme.Gap, theme.Gap, body))
}

func group(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return parts.NewPanel(parts.Column(theme.Gap, append([]fyne.CanvasObject{parts.NewParagraph(title, parts.Heading)}, rows...)...))
}

// showKeyring says in words whether secrets and notes outlive the run, in the colours of now: the screen may have been
// away when they changed.
func (s *Screen) showKeyring() {
	notice := parts.NewNotice()
	if s.o.Durable {
		notice.Say(parts.Good, lang.L("This computer's keyring is in use"),
			lang.L("It keeps the key of your notes and your session. Both are there after a restart."))
	} else {
		notice.Say(parts.Warning, lang.L("There is no keyring"),
			lang.L("Nothing is kept after this run: quit only when every note is delivered. Unlock this computer's keyring and start anew."))
	}
	s.ring.RemoveAll()
	s.ring.Add(notice)
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// First is where the focus goes when the screen comes to the front.
func (s *Screen) First() parts.FocusTarget { return s.theme }

// Show brings the screen in line with what is kept.
func (s *Screen) Show() {
	s.showing = true
	defer func() { s.showing = false }()
	now := s.o.Now()
	s.theme.Choose(slices.Index(settings.Themes(), now.Theme))
	s.size.Choose(slices.Index(settings.TextSizes(), now.TextSize))
	s.speaks.Choose(languageChosen(now.Language))
	s.script.Choose(languageChosen(now.ScriptLanguage))
	s.copying.Choose(map[bool]int{false: 0, true: 1}[now.CopySecrets])
	s.showLock(now.LockMinutes)
	s.showKeyring()
	s.showPortals()
	if s.delivery != nil {
		s.delivery.show()
	}
}

// showLock offers the usual times, and the one that is kept where it is another.
func (s *Screen) showLock(kept int) {
	s.minutes = []int{1, 2, 5, 10, 15, 20, 30, 45, 60}
	if at, usual := slices.BinarySearch(s.minutes, kept); !usual {
		s.minutes = slices.Insert(s.minutes, at, kept)
	}
	words := make([]string, len(s.minutes))
	for i, minutes := range s.minutes {
		words[i] = minutesWord(minutes)
	}
	s.lock.Options = words
	s.lock.SetSelectedIndex(slices.Index(s.minutes, kept))
}

func minutesWord(minutes int) string {
	if minutes == 1 {
		return lang.L("1 minute")
	}
	return lang.L("{{.N}} minutes", map[string]any{"N": minutes})
}

func (s *Screen) setLock() {
	if at := s.lock.SelectedIndex(); at >= 0 {
		s.set(func(kept *settings.Settings) { kept.LockMinutes = s.minutes[at] })
	}
}

func (s *Screen) set(edit func(*settings.Settings)) {
	if !s.showing {
		s.o.Change(edit)
	}
}

func (s *Screen) showPortals() {
	s.portals.RemoveAll()
	for _, p := range s.o.Profiles() {
		name, style := p.Name, parts.Plain
		if p.ID == s.o.Here {
			name, style = lang.L("{{.Portal}} (you are here)", map[string]any{"Portal": p.Name}), parts.Strong
		}
		s.portals.Add(parts.Columns(columnLeast, theme.Grid, parts.NewParagraph(name, style), parts.NewParagraph(phrase.Way(p.Way()), parts.Muted)))
	}
}

func themeWords() []string {
	return []string{lang.L("As the system"), lang.L("Light"), lang.L("Dark"), lang.L("High contrast")}
}

func sizeWords() []string {
	words := make([]string, 0, len(settings.TextSizes()))
	for _, percent := range settings.TextSizes() {
		words = append(words, fmt.Sprintf("%d %%", percent))
	}
	return words
}
