package phrase

import (
	"cmp"

	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
)

// nameOf finds a name, and shows the code itself where a portal has one that nobody foresaw.
func nameOf[Code ~string](names map[Code]string, code Code) string {
	if name, ok := names[code]; ok {
		return lang.L(name)
	}
	return string(code)
}

// Patient is the name of an account's patient. A server that keeps no names still has accounts.
func Patient(row client.AccountRow) string {
	switch {
	case row.Name != "":
		return row.Name
	case row.LoginID != "":
		return lang.L("No name on file ({{.LoginID}})", map[string]any{"LoginID": row.LoginID})
	default:
		return lang.L("No name on file")
	}
}

// Agent is what an agent is called to the one who sits here: by name for herself, by id for everybody else, whose names are not
// known.
func Agent(id string, self client.Agent) string {
	if id == self.ID {
		return cmp.Or(self.Name, self.Login, id)
	}
	return id
}

// Relation is what the caller is to the patient.
func Relation(relation client.Relation) string { return nameOf(relations, relation) }

var relations = map[client.Relation]string{
	client.RelationPatient:   "Patient",
	client.RelationParent:    "Parent",
	client.RelationCaregiver: "Caregiver",
	client.RelationPOA:       "Power of attorney",
	client.RelationStaff:     "Clinic staff",
}

// PatientField is something a portal knows about a patient.
func PatientField(field client.Field) string { return nameOf(patientFields, field) }

var patientFields = map[client.Field]string{
	client.FieldLoginID:    "Login ID",
	client.FieldGivenName:  "Given name",
	client.FieldFamilyName: "Family name",
	client.FieldFullName:   "Whole name",
	client.FieldBirthDate:  "Birth date",
	client.FieldMRN:        "Medical record number",
	client.FieldPhone:      "Phone",
	client.FieldEmail:      "E-mail",
	client.FieldLanguage:   "Language",
	client.FieldPostcode:   "Postcode",
}

// Way is how agents sign in.
func Way(way client.SignInWay) string { return nameOf(ways, way) }

var ways = map[client.SignInWay]string{
	client.SignInPassword:    "Login and password",
	client.SignInBrowser:     "Your organisation's sign-in page",
	client.SignInToken:       "A token from an administrator",
	client.SignInCertificate: "A certificate on this computer",
	client.SignInNone:        "Nothing: the server is on this computer",
}

// Identifier is the name of something a caller can be asked for.
func Identifier(kind client.IdentifierKind) string { return nameOf(identifiers, kind) }

var identifiers = map[client.IdentifierKind]string{
	client.IdentifierName:      "Full name",
	client.IdentifierBirthDate: "Date of birth",
	client.IdentifierMRN:       "Medical record number",
	client.IdentifierPostcode:  "Postcode",
	client.IdentifierPhone:     "Phone number on file",
	client.IdentifierEmail:     "E-mail address on file",
	client.IdentifierLastVisit: "Date of the last visit",
}

// Outcome is how a call ended.
func Outcome(outcome client.CallOutcome) string { return nameOf(outcomes, outcome) }

// Outcomes are all of them, in the order in which they are offered.
func Outcomes() []client.CallOutcome {
	return []client.CallOutcome{client.OutcomeResolved, client.OutcomeFollowUp, client.OutcomeEscalated,
		client.OutcomeCallBack, client.OutcomeAbandoned, client.OutcomeWrongNumber}
}

var outcomes = map[client.CallOutcome]string{
	client.OutcomeResolved:    "Resolved",
	client.OutcomeFollowUp:    "Follow-up",
	client.OutcomeEscalated:   "Escalated",
	client.OutcomeCallBack:    "Call back",
	client.OutcomeAbandoned:   "Abandoned",
	client.OutcomeWrongNumber: "Wrong number",
}

// Role is what an agent is at the desk.
func Role(role client.Role) string { return nameOf(roles, role) }

var roles = map[client.Role]string{
	client.RoleAgent:      "Agent",
	client.RoleSenior:     "Senior agent",
	client.RoleSupervisor: "Supervisor",
	client.RoleAuditor:    "Auditor",
}

// Proof is how well a caller is proven.
func Proof(level client.ProofLevel) string {
	switch level {
	case client.Unproven:
		return lang.L("Not proven")
	case client.Identified:
		return lang.L("Details matched")
	default:
		return lang.L("Proven")
	}
}

// MailKind is what a message to a patient is about.
func MailKind(kind string) string { return nameOf(mailKinds, kind) }

var mailKinds = map[string]string{
	"invitation":         "Invitation",
	"reset-link":         "Password link",
	"reset-code":         "Password code",
	"verification-code":  "Code to prove the caller",
	"access-code":        "Access code",
	"address-link":       "Link to confirm the address",
	"temporary-password": "Temporary password",
	"notice":             "Notice",
}

// ContactKind is the kind of a contact.
func ContactKind(kind client.ContactKind) string { return nameOf(contactKinds, kind) }

var contactKinds = map[client.ContactKind]string{
	client.ContactEmail: "E-mail",
	client.ContactPhone: "Phone",
}
