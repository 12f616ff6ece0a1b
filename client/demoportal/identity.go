package demoportal

import (
	"net/mail"
	"regexp"
	"strconv"
	"strings"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/fold"
	"portaldesk/client/mask"
)

// loginIDForm keeps login IDs to what can be spelled on the telephone.
var loginIDForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@-]{3,63}$`)

func changeLoginID(a *alteration) error {
	wanted := strings.TrimSpace(a.order.LoginID)
	if !loginIDForm.MatchString(wanted) {
		return refuse("login-id-invalid", field("loginId", "wrong-form"))
	}
	if wanted == a.account.LoginID {
		return refuse("login-id-invalid", field("loginId", "unchanged"))
	}
	if owner, taken := a.portal.lists.logins[fold.Text(wanted)]; taken && owner != a.account.ID {
		return refuse("login-id-taken", field("loginId", "taken"))
	}
	a.account.LoginID = wanted
	a.outcome.NextStep = "The patient signs in with the new login ID and the password they have."
	a.notice = "your login ID was changed. If you did not ask for it, call us."
	return nil
}

// freeLoginID makes a login ID from the name and the year of birth.
func (p *portal) freeLoginID(r *record) string {
	base := "patient" + r.Identity.BirthDate[2:4]
	if words := fold.Words(r.Identity.Spoken()); len(words) > 1 && loginIDForm.MatchString(words[0][:1]+words[len(words)-1]) {
		base = words[0][:1] + words[len(words)-1] + r.Identity.BirthDate[2:4]
	}
	free := base
	for next := 2; p.lists.logins[free] != ""; next++ {
		free = base + "." + strconv.Itoa(next)
	}
	return free
}

// correctContact replaces an address. The new one cannot prove anybody for the quiet days; old and new are both told.
func correctContact(a *alteration) error {
	value := strings.TrimSpace(a.order.Value)
	old, found := a.account.Contact(a.order.Contact)
	if !found {
		return refuse("contact-invalid", field("contactId", "unknown"))
	}
	if !wellFormed(old.Kind, value) {
		return refuse("contact-invalid", field("value", "wrong-form"))
	}
	a.notice = "the e-mail or phone of your portal account was changed. If you did not ask for it, call us."
	a.write(old, letter{kind: "notice", text: "Riverside Clinic: " + a.notice})
	corrected := people.Contact{ID: old.ID, Kind: old.Kind, Value: value, Consented: old.Consented, ChangedAt: a.now}
	for i := range a.account.Contacts {
		if a.account.Contacts[i].ID == old.ID {
			a.account.Contacts[i] = corrected
		}
	}
	a.write(corrected, letter{kind: "notice", text: "Riverside Clinic: this is now on file for your portal account. If it is not yours, call us."})
	a.account.CorrectedIn = a.order.CallID
	a.outcome.NextStep = "The new contact can prove the patient on the telephone after 7 days."
	return nil
}

// phoneDigits is a whole number of this portal's patients, who all live in North America.
const phoneDigits = 10

// national leaves out the trunk "1".
func national(number string) string {
	digits := fold.Digits(number)
	if len(digits) == phoneDigits+1 {
		return strings.TrimPrefix(digits, "1")
	}
	return digits
}

func wellFormed(kind client.ContactKind, value string) bool {
	if kind == client.ContactPhone {
		return len(national(value)) == phoneDigits && strings.Trim(value, "0123456789+()-. ") == ""
	}
	parsed, err := mail.ParseAddress(value)
	if err != nil || parsed.Address != value {
		return false
	}
	_, domain, _ := strings.Cut(value, "@")
	return strings.Contains(domain, ".") && len(value) <= 254
}

func noticeTo(contact people.Contact) client.Notice {
	return client.Notice{Kind: contact.Kind, To: mask.Contact(contact.Kind, contact.Value)}
}
