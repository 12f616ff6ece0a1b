package phrase_test

import (
	"testing"

	"portaldesk/client"
	"portaldesk/ui/phrase"
)

// Every code that the types of the contract know has a word of its own.
func TestEveryCodeHasAWord(t *testing.T) {
	for _, c := range []struct {
		file, typeName string
		word           func(string) string
	}{
		{"account.go", "Status", func(s string) string { return phrase.Status(client.Status(s)).Text }},
		{"account.go", "AttemptCause", func(s string) string { return phrase.Attempt(client.AttemptCause(s)).Text }},
		{"verification.go", "Relation", func(s string) string { return phrase.Relation(client.Relation(s)) }},
		{"verification.go", "IdentifierKind", func(s string) string { return phrase.Identifier(client.IdentifierKind(s)) }},
		{"call.go", "CallOutcome", func(s string) string { return phrase.Outcome(client.CallOutcome(s)) }},
		{"about.go", "Ability", func(s string) string { return phrase.Ability(client.Ability(s)) }},
		{"field.go", "Field", func(s string) string { return phrase.PatientField(client.Field(s)) }},
		{"session.go", "SignInWay", func(s string) string { return phrase.Way(client.SignInWay(s)) }},
		{"session.go", "Role", func(s string) string { return phrase.Role(client.Role(s)) }},
	} {
		for _, code := range constants(t, "../../client/"+c.file, c.typeName) {
			if word := c.word(code); word == code || word == "" {
				t.Errorf("%s %q has no word of its own", c.typeName, code)
			}
		}
	}
	for _, status := range []string{client.MailQueued, client.MailSent, client.MailDelivered, client.MailBounced,
		client.MailSuppressed} {
		if word := phrase.Mail(status); word.Text == status {
			t.Errorf("mail status %q has no word of its own", status)
		}
	}
}

func TestStatesAreToldApartWithoutColour(t *testing.T) {
	seen := map[string]string{}
	for _, status := range constants(t, "../../client/account.go", "Status") {
		word := phrase.Status(client.Status(status))
		if word.Icon == "" {
			t.Errorf("%s has no icon", status)
		}
		if other, taken := seen[word.Text]; taken {
			t.Errorf("%s and %s have the same word", status, other)
		}
		seen[word.Text] = status
	}
}

func TestAnUnforeseenCodeIsShownAsItIs(t *testing.T) {
	if got := phrase.Status("hibernating").Text; got != "hibernating" {
		t.Errorf("shown as %q", got)
	}
}

func TestEveryAbilityIsListed(t *testing.T) {
	if got, want := len(phrase.Abilities()), len(constants(t, "../../client/about.go", "Ability")); got != want {
		t.Errorf("%d abilities are listed, the contract has %d", got, want)
	}
}

func TestEveryOutcomeIsOffered(t *testing.T) {
	if got, want := len(phrase.Outcomes()), len(constants(t, "../../client/call.go", "CallOutcome")); got != want {
		t.Errorf("%d outcomes are offered, the contract has %d", got, want)
	}
}
