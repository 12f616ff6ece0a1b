package diagnosis

import "portaldesk/client"

// Question is something the agent can ask the caller.
type Question string

// The questions.
const (
	AskCaller  Question = "caller"
	AskAccount Question = "account"
	AskTyped   Question = "typed"
	AskAt      Question = "at"
	AskScreen  Question = "screen"
	AskPhone   Question = "phone"
	AskMail    Question = "mail"
	AskMailbox Question = "mailbox"
	AskCode    Question = "code"
	AskName    Question = "name"
)

// Answer is one of the answers a question takes. It is a word of ours, never what the caller said in so many words, and it
// is compared to nothing on file.
type Answer string

// Said is what the caller answered, by question. A question that was not asked is not in it; an answer that the question
// does not take counts as not asked.
type Said map[Question]Answer

// Asked is a question as the screen shows it. Ask and the labels are keys of the translation.
type Asked struct {
	Question Question
	Ask      string
	Answers  []Choice
}

// Choice is an answer with its label, which reads as evidence too: "The screen says that the account is locked".
type Choice struct {
	Answer Answer
	Label  string
}

// Questions are all questions, in the order in which they help.
func Questions() []Asked { return questions }

var questions = []Asked{
	{AskCaller, "Who is calling?", []Choice{
		{Answer(client.RelationPatient), "The patient calls"},
		{Answer(client.RelationParent), "A parent calls"},
		{Answer(client.RelationCaregiver), "A caregiver calls"},
		{Answer(client.RelationPOA), "Somebody with power of attorney calls"},
		{Answer(client.RelationStaff), "Clinic staff calls"},
	}},
	{AskAt, "Where do they try to sign in?", []Choice{
		{"our-portal", "They are at our portal's page"},
		{"other-portal", "They are at another portal's page"},
		{"app", "They use the app"},
		{"not-sure", "They are not sure where they are"},
	}},
	{AskScreen, "What does the screen say?", []Choice{
		{"wrong-login", "The screen says that login or password is wrong"},
		{"locked", "The screen says that the account is locked"},
		{"second-factor", "The screen asks for the extra code"},
		{"asks-access-code", "The screen asks for an access code"},
		{"code-refused", "The screen does not take the access code"},
		{"details-differ", "The screen says that name or birth date do not match"},
		{"password-expired", "The screen says that the password has expired"},
		{"link-expired", "The screen says that the link no longer works"},
		{"error-page", "The screen stays empty or shows an error"},
		{"no-records", "They are signed in and see no records"},
	}},
	{AskTyped, "What do they type as login ID?", []Choice{
		{"login-id", "They type a login ID"},
		{"email", "They type an e-mail address as login ID"},
		{"mrn", "They type the medical record number as login ID"},
		{"phone", "They type a phone number as login ID"},
		{"name", "They type their name as login ID"},
	}},
	{AskAccount, "Whose account do they sign in to?", []Choice{
		{"patients", "They sign in to the patient's account"},
		{"callers", "They sign in to an account of their own"},
	}},
	{AskPhone, "Do they have the phone with the extra code?", []Choice{
		{"has-it", "They have the phone with the extra code"},
		{"lost", "The phone with the extra code is lost or replaced"},
		{"new-number", "They have a new phone number"},
	}},
	{AskMail, "Did our message arrive?", []Choice{
		{"nothing-came", "No message of ours came"},
		{"in-spam", "Our message was in the spam folder"},
		{"came", "Our message came"},
	}},
	{AskMailbox, "Does anybody else use that e-mail address?", []Choice{
		{"own", "The e-mail address is theirs alone"},
		{"shared", "The e-mail address is shared with somebody"},
	}},
	{AskCode, "Which code do they have in hand?", []Choice{
		{"newest", "They have the newest code in hand"},
		{"older", "They have an older code in hand"},
		{"not-sure", "They are not sure which code they have"},
	}},
	{AskName, "Has their name changed?", []Choice{
		{"as-in-chart", "Their name is as in the chart"},
		{"changed", "Their name has changed"},
	}},
}

// label is the label of an answer; empty when the question does not take it.
func label(question Question, answer Answer) string {
	for _, asked := range questions {
		for _, choice := range asked.Answers {
			if asked.Question == question && choice.Answer == answer {
				return choice.Label
			}
		}
	}
	return ""
}

// heard is the answer to a question as rules see it: empty when it was not asked.
func (s Said) heard(question Question) string {
	answer := s[question]
	if label(question, answer) == "" {
		return ""
	}
	return string(answer)
}
