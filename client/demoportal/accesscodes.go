package demoportal

import (
	"time"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
)

// issueAccessCode makes a code; the one that was out stops working. Read aloud or printed it is in the answer, sent it is
// not.
func issueAccessCode(a *alteration) error {
	longest, known := codeHours[a.order.Channel]
	if !known {
		return refuse("way-invalid", field("channel", "unknown"))
	}
	if a.order.Hours < 0 {
		return refuse("hours-invalid", field("hours", "too-small"))
	}
	life := time.Duration(longest) * time.Hour
	if a.order.Hours > 0 && a.order.Hours < longest {
		life = time.Duration(a.order.Hours) * time.Hour
	}
	a.notice = "an access code for your portal account was issued. If you did not ask for it, call us."
	a.outcome.NextStep = "The patient enters the code at the portal and chooses a login and a password."
	if a.order.Channel == client.ByVoice || a.order.Channel == client.ByPost {
		a.outcome.Secret = a.invite(a.order.Channel, life)
		return nil
	}
	contact, err := a.codeContact()
	if err != nil {
		return err
	}
	a.sendInvitation(contact, a.order.Channel, life)
	return nil
}

// codeContact is the contact that the order names, or the first of the channel's kind.
func (a *alteration) codeContact() (people.Contact, error) {
	kind := client.ContactEmail
	if a.order.Channel == client.ByText {
		kind = client.ContactPhone
	}
	for _, contact := range a.account.Contacts {
		if contact.Kind == kind && (a.order.Contact == "" || a.order.Contact == contact.ID) {
			return contact, a.mayCarrySecrets(contact)
		}
	}
	return people.Contact{}, refuse("no-contact", field("contactId", "unknown"))
}

func resendInvitation(a *alteration) error {
	contact, err := a.usable(a.order.Contact)
	if err != nil {
		return err
	}
	channel := client.ByEmail
	if contact.Kind == client.ContactPhone {
		channel = client.ByText
	}
	a.sendInvitation(contact, channel, time.Duration(codeHours[channel])*time.Hour)
	a.notice = "an invitation to the portal was sent again."
	a.outcome.NextStep = "Only the newest invitation works. The patient enters its code at the portal."
	return nil
}

func (a *alteration) sendInvitation(contact people.Contact, channel client.CodeChannel, life time.Duration) {
	secret := a.invite(channel, life)
	a.write(contact, letter{
		kind: "invitation", code: secret.Value,
		text: "Riverside Clinic: your access code for the patient portal is " + secret.Value + ". Enter it at https://portal.riverside.example.",
	})
}

// invite puts the account into the invited state with a new code.
func (a *alteration) invite(channel client.CodeChannel, life time.Duration) *client.Secret {
	secret := a.newSecret(life)
	a.account.supersede(&a.account.Secrets.Code)
	a.account.Secrets.Code = a.keptSecret(secret)
	a.account.Secrets.MaySetPassword = false
	a.account.stand(client.StatusInvited, a.now, "")
	a.account.Standing.Code = &client.AccessCodeState{IssuedAt: a.now, ExpiresAt: secret.ExpiresAt, Channel: channel}
	return secret
}
