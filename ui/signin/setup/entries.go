package setup

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// The entries that code outside of this file names.
const (
	entryURL   = "url"
	entryRealm = "realm"
	entryCA    = "caFile"
)

// entriesOf are what a kind of server needs, and beside it what few of them do.
func (f *form) entriesOf(kind string) (main, more []*entry) {
	switch kind {
	case profile.KindKeycloak:
		return f.keycloak(), append(append(f.wayIn(), f.records()...), f.authority())
	case profile.KindKratos:
		return append(f.kratos(), f.wayIn()...), append(f.records(), f.authority())
	case profile.KindSCIM:
		return append(f.scim(), f.wayIn()...), append(f.records(), f.authority(), f.lasting())
	case profile.KindGuided:
		return f.guided(), nil
	default:
		return f.adminAPI(), append(append(f.wayIn(), f.records()...), f.authority())
	}
}

func (f *form) adminAPI() []*entry {
	return []*entry{f.text(words{entryURL, lang.L("Address"), lang.L("You get it from whoever runs the portal. It begins with https://.")},
		addressOf, func(text string) string { return tidy(text) })}
}

func (f *form) kratos() []*entry {
	return []*entry{
		f.text(words{entryURL, lang.L("Admin address"), lang.L("Of the gateway before Kratos' admin port; of the port itself only on this computer.")},
			addressOf, func(text string) string { return tidy(text, "/admin/identities", "/health/") }),
		f.text(words{"publicUrl", lang.L("Public address (optional)"), lang.L("Where patients sign in. Without it no mail can be sent to them from here.")},
			func(p *profile.Profile) *string { return &p.PublicURL }, func(text string) string { return tidy(text, "/self-service/", "/health/") }),
	}
}

func (f *form) scim() []*entry {
	return []*entry{f.text(words{entryURL, lang.L("Address"), lang.L("Everything before /Users, as in https://id.example.org/scim/v2.")},
		addressOf, func(text string) string { return tidy(text, "/Users", "/ServiceProviderConfig", "/Schemas") })}
}

// lasting asks whether agents may give out passwords that nobody makes the patient change.
func (f *form) lasting() *entry {
	now := "no"
	if f.base.LastingPasswords {
		now = "yes"
	}
	return f.choice(words{"lastingPasswords", lang.L("May an agent give out a password that stays good?"),
		lang.L("Some directories cannot make patients change a temporary password: then an agent knows one that goes on working. Your organisation decides. Where the directory can, it always does.")},
		[]option{{"no", lang.L("No (usual)")}, {"yes", lang.L("Yes")}}, now,
		func(p *profile.Profile, chosen string) { p.LastingPasswords = chosen == "yes" })
}

func addressOf(p *profile.Profile) *string { return &p.URL }

// wayIn asks how agents sign in, and what that way needs.
func (f *form) wayIn() []*entry {
	by := func(way client.SignInWay) func(profile.Profile) bool {
		return func(p profile.Profile) bool { return p.Way() == way }
	}
	issuer := words{"signIn.issuer", lang.L("Sign-in service"), lang.L("Its address (issuer), as whoever runs it gives it.")}
	if f.base.Kind == profile.KindKeycloak {
		issuer.label, issuer.hint = lang.L("Sign-in service (optional)"), lang.L("Only if you sign in at another service than this realm.")
	}
	return []*entry{
		f.wayChoice(),
		f.text(issuer, func(p *profile.Profile) *string { return &p.SignIn.Issuer }, func(text string) string { return tidy(text, "/.well-known/") }).only(by(client.SignInBrowser)),
		f.text(words{"signIn.clientId", lang.L("Client ID (optional)"), lang.L("The name under which Portaldesk is registered there. Left empty: portaldesk.")},
			func(p *profile.Profile) *string { return &p.SignIn.ClientID }, tidyPath).only(by(client.SignInBrowser)),
		f.file(words{"signIn.certFile", lang.L("Certificate"), lang.L("A PEM file. It says which desk this is.")}, pemFiles,
			func(p *profile.Profile) *string { return &p.SignIn.CertFile }).only(by(client.SignInCertificate)),
		f.file(words{"signIn.keyFile", lang.L("Its key"), lang.L("The PEM file that belongs to the certificate.")}, pemFiles,
			func(p *profile.Profile) *string { return &p.SignIn.KeyFile }).only(by(client.SignInCertificate)),
	}
}

// wayChoice offers the ways of the kind. As long as the agent chose none, it follows what is usual at the address she types.
func (f *form) wayChoice() *entry {
	ways := profile.Ways(f.base.Kind)
	options := make([]option, len(ways))
	for i, way := range ways {
		options[i] = option{string(way), phrase.Way(way)}
	}
	chosen := f.base.SignIn.Way != ""
	e := f.choice(words{"signIn.way", lang.L("How do you sign in there?"), ""}, options, string(f.base.Way()),
		func(p *profile.Profile, way string) { p.SignIn.Way = client.SignInWay(way) })
	segments, put := e.focus.(*parts.Segments), e.put
	following := false
	segments.OnChanged = func(int) {
		if !following {
			chosen = true
			f.changed(e)
		}
	}
	e.put = func(p *profile.Profile, asked bool) {
		if chosen {
			put(p, asked)
			return
		}
		p.SignIn.Way = ""
		following = true
		segments.Choose(slices.Index(ways, p.Way()))
		following = false
	}
	return e
}

// records asks where calls and the trail go.
func (f *form) records() []*entry {
	labels := map[string]string{
		profile.RecordsWithAccounts: lang.L("At the portal itself"),
		profile.RecordsLocal:        lang.L("On this computer only"),
		profile.RecordsFHIR:         lang.L("On a FHIR server"),
		profile.RecordsAdminAPI:     lang.L("At a portal made for Portaldesk"),
	}
	places := profile.RecordKinds(f.base.Kind)
	options := make([]option, len(places))
	for i, place := range places {
		options[i] = option{place, labels[place]}
	}
	now := f.base.Records.Kind
	if now == "" {
		now = places[0]
	}
	return []*entry{
		f.choice(words{"records.kind", lang.L("Where are calls and the audit trail kept?"), ""}, options, now,
			func(p *profile.Profile, place string) { p.Records.Kind = place }),
		f.text(words{"records.url", lang.L("Address of that server"), lang.L("It is reached with the same sign-in.")},
			func(p *profile.Profile) *string { return &p.Records.URL }, func(text string) string { return tidy(text, "/metadata") }).only(profile.Profile.RecordsElsewhere),
		f.text(words{"records.patientSystem", lang.L("Namespace of the record numbers (optional)"),
			lang.L("As in urn:oid:2.16.840.1.113883. By it the server finds the patient of a call; without it calls name no patient.")},
			func(p *profile.Profile) *string { return &p.Records.PatientSystem }, tidyPath).only(func(p profile.Profile) bool { return p.Records.Kind == profile.RecordsFHIR }),
	}
}

func (f *form) authority() *entry {
	return f.file(words{entryCA, lang.L("CA file (optional)"), lang.L("Only if your organisation has a certificate authority of its own: a PEM file.")}, pemFiles,
		func(p *profile.Profile) *string { return &p.CAFile })
}

var pemFiles = []string{".pem", ".crt", ".cer", ".key"}
