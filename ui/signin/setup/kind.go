package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/app/profile"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// kind is one kind of place where accounts live, in plain words.
type kind struct{ name, title, hint string }

func kinds() []kind {
	return []kind{
		{profile.KindAdminAPI, lang.L("Portal made for Portaldesk"),
			lang.L("Its maker gave you an address for help desks (Portaldesk's own admin API).")},
		{profile.KindKeycloak, lang.L("Keycloak"),
			lang.L("Patients sign in through a Keycloak realm. You sign in there with your own login.")},
		{profile.KindKratos, lang.L("Ory Kratos"),
			lang.L("Patients' identities live in Ory Kratos, behind a gateway or on this computer.")},
		{profile.KindSCIM, lang.L("SCIM 2.0 directory"),
			lang.L("An identity service with an address that often ends in /scim/v2.")},
		{profile.KindGuided, lang.L("None of these: we work in the vendor's console"),
			lang.L("The portal offers no way in for other programs. The desk shows the steps; you do them.")},
	}
}

// titleOf is the heading of a kind's entries.
func titleOf(name string) string {
	for _, k := range kinds() {
		if k.name == name {
			return k.title
		}
	}
	return name
}

// speaks is what a server turns out to be, once it answers as its kind does.
func speaks(name string) string {
	switch name {
	case profile.KindAdminAPI:
		return lang.L("a portal that Portaldesk can work with")
	case profile.KindKeycloak:
		return lang.L("a Keycloak realm")
	case profile.KindKratos:
		return lang.L("the admin side of an Ory Kratos")
	case profile.KindSCIM:
		return lang.L("a SCIM 2.0 directory")
	default:
		return name
	}
}

// askKind asks what runs the portal. The arrows go from one to the next, Enter takes one.
func (s *Setup) askKind() {
	body := parts.Stack(theme.Grid, parts.NewText(lang.L("What runs the portal?"), parts.Strong))
	var first *parts.Tile
	for _, k := range kinds() {
		tile := parts.NewTile(k.title, k.hint, func() { s.askEntries(k.name) })
		tile.OnEscape = s.o.Cancel
		tile.OnFocus = func() { s.reveal(tile) }
		if first == nil {
			first = tile
		}
		body.Add(tile)
	}
	if s.o.Cancel != nil {
		body.Add(parts.Line(theme.Grid, layout.NewSpacer(), parts.NewAction(lang.L("Cancel"), s.o.Cancel)))
	}
	s.put(s.welcome(), body)
	s.o.Log.Debug("screen", "name", "portal-kind")
	parts.Focus(first)
}

// welcome greets whoever starts the program for the first time.
func (s *Setup) welcome() fyne.CanvasObject {
	title, text := lang.L("Add a portal"), lang.L("The portals you have stay as they are.")
	if s.o.Cancel == nil {
		title, text = lang.L("Welcome to Portaldesk"), lang.L("Which portal do you help with? You can add more later.")
	}
	return parts.Stack(theme.Half, parts.NewText(title, parts.Title), parts.NewParagraph(text, parts.Muted))
}
