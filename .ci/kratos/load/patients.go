package main

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// patient is one made-up person, and what the tests need to know of them.
type patient struct {
	Number     int    `json:"-"`
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	Login      string `json:"login"`
	GivenName  string `json:"givenName"`
	FamilyName string `json:"familyName"`
	BirthDate  string `json:"birthDate"`
	MRN        string `json:"mrn"`
	Phone      string `json:"phone"`
	Email      string `json:"email,omitempty"`
	Language   string `json:"language"`
	Postcode   string `json:"postcode"`
}

// The kinds of patient that are described, each with the number of the first after its last. The rest are a crowd.
const (
	signedIn    = "signed-in"   // active, verified e-mail, phone, password, signed in somewhere
	reachable   = "reachable"   // likewise, signed in nowhere
	deactivated = "deactivated" // otherwise as reachable
	neverUsed   = "never-used"  // active, no password yet
	unverified  = "unverified"  // as reachable, the e-mail is not verified
	refused     = "refused"     // as reachable, mail to them is refused
	crowd       = "crowd"
)

var kinds = []struct {
	kind string
	end  int
}{{signedIn, 120}, {reachable, 320}, {deactivated, 370}, {neverUsed, 400}, {unverified, 420}, {refused, described}}

const described = 432

var given = strings.Fields(`Maria José Zoë Ana Luis Carmen Omar Priya Wei Fatima Ivan Olga Kofi Amara Tariq Leila Noah Emma Liam Mia Lucas
	Sofía Mateo Valentina Diego Isabella Ethan Grace Henry Ruth Samuel Esther Björn Åsa Łukasz Agnieszka Thi Minh Yuki Haruto`)

var family = strings.Fields(`Alvarez Núñez O'Brien García López Hernández Smith Johnson Nguyen Tran Kowalski Żak Müller Schröder Okafor Mensah
	Haddad Khan Patel Sharma Chen Wang Kim Park Ivanov Petrova Rossi Bianchi Dubois Lefèvre Silva Santos Andersson Nilsson Brown Davis Miller
	Wilson Moore Taylor Clark Lewis Young Allen King Wright Scott Torres Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell
	Carter Roberts`)

// areas are area codes in which the numbers 555-0100 to 555-0199 are kept free for fiction.
var areas = strings.Fields(`201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 239 240 248 251 252 253
	254 256 260 262 267 269 270 272 276 281 301 302 303 304 305 307 308 309 310 312 313`)

func generate(schema string) []patient {
	patients := make([]patient, count)
	for i := range patients {
		patients[i] = person(i, schema)
	}
	return patients
}

func person(i int, schema string) patient {
	p := patient{
		Number: i, Kind: kindOf(i), GivenName: given[i%len(given)], FamilyName: family[(i*7+i/len(given))%len(family)],
		BirthDate: born(i), Phone: fmt.Sprintf("+1%s55501%02d", areas[i/100], i%100),
		Language: []string{"en", "es"}[i%2], Postcode: fmt.Sprintf("%05d", 10000+i*13%90000),
	}
	p.Email = fmt.Sprintf("%s.%s%d@example.test", plain(p.GivenName), plain(p.FamilyName), i)
	if p.Kind == refused {
		p.Email = "refused." + p.Email
	}
	p.Login, p.MRN = fmt.Sprintf("%s%s%d", plain(p.GivenName)[:2], plain(p.FamilyName), i), fmt.Sprintf("MRN-%06d", 100000+i)
	if schema == "b" {
		p.Login, p.MRN = p.Email, fmt.Sprintf("HC%06d", 700000+i)
	}
	return p
}

func kindOf(i int) string {
	for _, k := range kinds {
		if i < k.end {
			return k.kind
		}
	}
	return crowd
}

// born makes everybody that is described an adult, and every ninth of the crowd a child.
func born(i int) string {
	day := time.Date(1931, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*37%26000)
	if i >= described && i%9 == 0 {
		day = time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%3000)
	}
	return day.Format(time.DateOnly)
}

// plain is a name as it stands in an address.
func plain(name string) string {
	letters := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(name))
	return letters + "x"[:max(0, 2-len(letters))]
}

// identity is the patient as the batch wants them.
func (p patient) identity(traits any, hash string) map[string]any {
	identity := map[string]any{"schema_id": "patient", "traits": traits, "metadata_admin": map[string]any{"chart": p.Number}}
	if p.Kind == deactivated || p.Kind == crowd && p.Number%10 == 3 {
		identity["state"] = "inactive"
	}
	if p.Kind != neverUsed {
		identity["credentials"] = map[string]any{"password": map[string]any{"config": map[string]any{"hashed_password": hash}}}
	}
	if p.Kind != unverified && p.Kind != neverUsed {
		identity["verifiable_addresses"] = []any{map[string]any{
			"value": p.Email, "via": "email", "verified": true, "status": "completed", "verified_at": "2025-05-05T05:05:05Z",
		}}
	}
	return identity
}

// schemas are the two ways of saying the same.
var schemas = map[string]func(patient) any{
	"a": func(p patient) any {
		return map[string]any{
			"username": p.Login, "email": p.Email, "phone": p.Phone, "mrn": p.MRN, "dob": p.BirthDate,
			"name": map[string]string{"first": p.GivenName, "last": p.FamilyName},
		}
	},
	"b": func(p patient) any {
		return map[string]any{
			"email": p.Email, "member_number": p.MRN, "tel": p.Phone, "lang": p.Language, "newsletter": p.Number%3 == 0,
			"person":  map[string]string{"given": p.GivenName, "family": p.FamilyName, "born": p.BirthDate},
			"address": map[string]string{"city": "Springfield", "zip": p.Postcode},
		}
	},
}
