package demoportal

import (
	"time"

	"portaldesk/client"
	"portaldesk/client/accesscode"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/fold"
	"portaldesk/client/mask"
)

// sentCodeDigits is the length of a code that a caller reads back.
const sentCodeDigits = 6

func sendCode(s step) error {
	contact, err := s.provingContact()
	if err != nil {
		return err
	}
	if !contact.Consented {
		return refuse("no-consent", field("contactId", "no-consent"))
	}
	if s.v.CodesSent >= maxCodesSent {
		return refuse("throttled").after(s.v.BegunAt.Add(verificationLife).Sub(s.now))
	}
	code := accesscode.Digits(sentCodeDigits)
	s.v.CodesSent++
	s.v.Code = &codeOut{
		Contact: contact.ID,
		To:      mask.Contact(contact.Kind, contact.Value),
		Code:    oneTime{MAC: s.codeMAC(code), Until: s.now.Add(codeLife)},
	}
	changed := s.record.clone(s.portal.kept.Epoch)
	s.deliver(changed, contact, letter{
		kind: "verification-code", code: code,
		text: "Riverside Clinic: your code is " + code + ". Read it to the agent you are speaking with. It is good for 10 minutes.",
	})
	s.keepMail(changed)
	return nil
}

// keepMail adds what was sent to the account without making it another version: nothing that an agent decides by has
// changed.
func (s step) keepMail(changed *record) {
	put(s.tx, s.portal.tables.accounts, string(changed.ID), changed)
}

func checkCode(s step) error {
	var body struct {
		Code string `json:"code"`
	}
	if err := s.decode(&body); err != nil {
		return err
	}
	out := s.v.Code
	if out == nil {
		return refuse("code-not-sent")
	}
	if !s.now.Before(out.Code.Until) {
		return refuse("code-expired")
	}
	if !sameMAC(out.Code.MAC, s.codeMAC(fold.Digits(body.Code))) {
		s.v.WrongCodes++
		return nil
	}
	s.v.Code = nil
	s.v.reach(client.ProvenByOOB, s.now)
	return nil
}

func attestCallBack(s step) error {
	contact, err := s.provingContact()
	if err != nil {
		return err
	}
	if contact.Kind != client.ContactPhone {
		return refuse("contact-invalid", field("contactId", "no-phone"))
	}
	s.v.reach(client.ProvenByOOB, s.now)
	return nil
}

func (s step) codeMAC(code string) string {
	return s.portal.mac("verification-code", string(s.v.ID), code)
}

// letter is something to be sent.
type letter struct {
	kind string
	text string
	code string
}

// deliver sends a letter to one contact: it arrives on the patient's phone, or does not, and is in the account's mail either
// way. It says whether the letter arrived.
func (x *exchange) deliver(to *record, contact people.Contact, l letter) bool {
	status, detail := client.MailDelivered, ""
	switch {
	case !contact.Consented:
		status = client.MailSuppressed
	case contact.Bounces != "":
		status, detail = client.MailBounced, contact.Bounces
	}
	mail := client.Mail{ID: newID(), At: x.now, Kind: l.kind, To: mask.Contact(contact.Kind, contact.Value), Status: status, Detail: detail}
	to.History.Mail = append([]client.Mail{mail}, to.History.Mail...)
	if status != client.MailDelivered {
		return false
	}
	x.ring(Message{
		ID: mail.ID, Account: to.ID, Patient: to.Identity.Name(), Channel: contact.Kind, To: contact.Value, Kind: l.kind,
		Text: l.text, Code: l.code, At: x.now,
	})
	return true
}

func (x *exchange) ring(message Message) {
	put(x.tx, x.portal.tables.messages, message.ID, &message)
	x.then = append(x.then, func() { x.portal.phone.ring(message) })
}

// expired says whether a proof of this age is too old.
func expired(since, now time.Time) bool { return now.Sub(since) >= proofLife }
