package guided

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base32"
	"regexp"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/fold"
)

// table is what is known of a file as a whole that makes sense of its rows.
type table struct {
	layout
	guide Guide
	dates dateOrder
	today time.Time
}

// The contacts that an export can have.
const (
	contactPhone client.ContactID = "phone"
	contactEmail client.ContactID = "email"
)

// person is who a row is about; false when it holds nothing that an account could be found by.
func (t table) person(r row) (client.OnFile, bool) {
	if r.bad() {
		return client.OnFile{}, false
	}
	f := client.OnFile{
		LoginID: t.of(r, client.FieldLoginID), GivenName: t.of(r, client.FieldGivenName), FamilyName: t.of(r, client.FieldFamilyName),
		BirthDate: t.dates.read(t.of(r, client.FieldBirthDate), t.today), MRN: t.of(r, client.FieldMRN),
		Postcode: t.of(r, client.FieldPostcode), Language: language(t.of(r, client.FieldLanguage)),
		Contacts: contacts(t.of(r, client.FieldEmail), t.of(r, client.FieldPhone)),
	}
	if full := t.of(r, client.FieldFullName); full != "" {
		named(&f, full)
	}
	return f, f.GivenName+f.FamilyName+f.MRN+f.LoginID != "" || len(f.Spellings) > 0
}

// listed is the account of a row; false when it is nobody's.
func (t table) listed(r row) (client.Listed, bool) {
	f, somebody := t.person(r)
	if !somebody {
		return client.Listed{}, false
	}
	f.ID = accountID(f)
	status := client.StatusUnknown
	if word := t.of(r, fieldStatus); word != "" {
		status = t.guide.status(word)
	}
	return client.Listed{OnFile: f, Status: status}, true
}

// named takes a name in one piece: in parts where a comma says which is which, else as it is written.
func named(f *client.OnFile, full string) {
	family, given, parted := strings.Cut(full, ",")
	family, given = strings.TrimSpace(family), strings.TrimSpace(given)
	if parted && family != "" && given != "" && f.GivenName == "" && f.FamilyName == "" {
		f.FamilyName, f.GivenName = family, given
		return
	}
	f.Spellings = append(f.Spellings, full)
}

const fewestPhoneDigits = 7

// contacts are those that can be one. The vendor's portal writes to them by its own rules, so they count as consented.
func contacts(email, phone string) []client.ContactOnFile {
	var found []client.ContactOnFile
	if strings.Contains(email, "@") {
		found = append(found, client.ContactOnFile{ID: contactEmail, Kind: client.ContactEmail, Value: email, Consented: true})
	}
	if len(fold.Digits(phone)) >= fewestPhoneDigits {
		found = append(found, client.ContactOnFile{ID: contactPhone, Kind: client.ContactPhone, Value: phone, Consented: true})
	}
	return found
}

var languages = map[string]string{
	"english": "en", "ingles": "en", "eng": "en", "spanish": "es", "espanol": "es", "castellano": "es", "spa": "es",
}

var languageTag = regexp.MustCompile(`^[a-z]{2}(-[a-z0-9]{2,8})*$`)

// language is a BCP 47 tag, empty for what is none and for a language that nobody foresaw.
func language(text string) string {
	text = fold.Text(text)
	if tag, named := languages[text]; named {
		return tag
	}
	if languageTag.MatchString(text) {
		return text
	}
	return ""
}

// idRounds makes it costly to go through all the people there could be.
const idRounds = 16

// accountID is the same for the same person in every export and at every desk, and tells nothing: it is made from name, birth
// date and record number together, which are too many to be tried out.
func accountID(f client.OnFile) client.AccountID {
	known := strings.Join([]string{
		f.MRN, f.BirthDate, strings.Join(fold.Words(f.FamilyName), " "), strings.Join(fold.Words(f.GivenName), " "),
		strings.Join(f.Spellings, "\x01"), secondName(f),
	}, "\x00")
	sum, err := pbkdf2.Key(sha256.New, known, []byte("portaldesk guided account"), idRounds, 16)
	if err != nil {
		panic(err) // only a key length that makes no sense is refused
	}
	return client.AccountID("g" + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum)))
}

// secondName tells people apart who have no record number; a login ID may change, so it is no part of the name else.
func secondName(f client.OnFile) string {
	if f.MRN == "" {
		return f.LoginID
	}
	return ""
}
