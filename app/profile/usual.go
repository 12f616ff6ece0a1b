package profile

import (
	"net"
	"net/url"
	"slices"

	"portaldesk/client"
)

// Kinds are the places where accounts can live, in the order of a form.
func Kinds() []string {
	return []string{KindAdminAPI, KindKeycloak, KindKratos, KindSCIM, KindGuided}
}

// ways are how agents can sign in at each kind of server, the usual way first.
var ways = map[string][]client.SignInWay{
	KindAdminAPI: {client.SignInPassword, client.SignInBrowser, client.SignInToken, client.SignInCertificate},
	KindKeycloak: {client.SignInBrowser, client.SignInToken},
	KindKratos:   {client.SignInToken, client.SignInCertificate, client.SignInBrowser, client.SignInNone},
	KindSCIM:     {client.SignInToken, client.SignInBrowser, client.SignInCertificate, client.SignInNone},
	KindGuided:   {client.SignInNone},
}

// Ways are how agents can sign in at a kind of server, the usual way first; none for a kind that is not known.
func Ways(kind string) []client.SignInWay { return slices.Clone(ways[kind]) }

// Way is how agents sign in: as the profile says, else as is usual at its kind of server. A Kratos on this computer asks
// for nothing, because its admin API never does; elsewhere a gateway has to stand before it.
func (p Profile) Way() client.SignInWay {
	switch {
	case p.SignIn.Way != "":
		return p.SignIn.Way
	case p.Kind == KindKratos && onThisComputer(p.URL):
		return client.SignInNone
	case len(ways[p.Kind]) > 0:
		return ways[p.Kind][0]
	default:
		return client.SignInPassword
	}
}

// records are where calls and the trail of each kind can go, the usual place first.
var records = map[string][]string{
	KindAdminAPI: {RecordsWithAccounts, RecordsFHIR, RecordsAdminAPI, RecordsLocal},
	KindKeycloak: {RecordsLocal, RecordsFHIR, RecordsAdminAPI},
	KindKratos:   {RecordsLocal, RecordsFHIR, RecordsAdminAPI},
	KindSCIM:     {RecordsLocal, RecordsFHIR, RecordsAdminAPI},
	KindGuided:   {RecordsLocal}, // nobody signs in anywhere, so no server would take them
}

// RecordKinds are where calls and the trail can go when accounts live at a kind of server, the usual place first.
func RecordKinds(kind string) []string { return slices.Clone(records[kind]) }

// RecordsElsewhere says whether calls and the trail go to another server than that of the accounts.
func (p Profile) RecordsElsewhere() bool {
	return p.Records.Kind == RecordsFHIR || p.Records.Kind == RecordsAdminAPI
}

// onThisComputer says whether an address can lead nowhere else. A name other than "localhost" (RFC 6761, 6.3) could.
func onThisComputer(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := u.Hostname()
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}
