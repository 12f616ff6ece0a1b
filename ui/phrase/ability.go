package phrase

import "portaldesk/client"

// Ability is what an agent can do with an ability, in her words.
func Ability(ability client.Ability) string { return nameOf(abilities, ability) }

// Abilities are all of them, in the order in which they are listed: what is asked for most often first.
func Abilities() []client.Ability {
	return []client.Ability{
		client.ResetByLink, client.ResetByCode, client.ResetByTemporary, client.UnlocksAccount, client.IssuesAccessCode,
		client.ChangesLoginID, client.ResendsInvitation, client.CorrectsContact, client.ActivatesAccount, client.DeactivatesIt,
		client.EndsSessions, client.ShowsSignIns, client.ShowsMail, client.ShowsSessions, client.VerifiesCallers,
		client.KeepsCalls, client.ReadsCalls, client.KeepsAudit, client.ReadsAudit,
		client.AsksApproval, client.DecidesApprovals,
	}
}

var abilities = map[client.Ability]string{
	client.ResetByLink:       "Reset a password by a link",
	client.ResetByCode:       "Reset a password by a code",
	client.ResetByTemporary:  "Reset a password by a temporary one",
	client.ChangesLoginID:    "Change a login ID",
	client.IssuesAccessCode:  "Give out access codes",
	client.ActivatesAccount:  "Activate accounts",
	client.DeactivatesIt:     "Deactivate accounts",
	client.UnlocksAccount:    "Unlock accounts",
	client.EndsSessions:      "Sign a patient out everywhere",
	client.ResendsInvitation: "Send an invitation again",
	client.CorrectsContact:   "Correct an e-mail address or phone number",
	client.ShowsSignIns:      "See how a patient tried to sign in",
	client.ShowsMail:         "See whether mail reached a patient",
	client.ShowsSessions:     "See where a patient is signed in",
	client.VerifiesCallers:   "Prove who is calling",
	client.KeepsCalls:        "Keep calls and notes at the portal",
	client.ReadsCalls:        "Read the calls of before",
	client.KeepsAudit:        "Keep the audit trail at the portal",
	client.ReadsAudit:        "Read the audit trail",
	client.AsksApproval:      "Ask a supervisor at another desk",
	client.DecidesApprovals:  "Approve what other agents ask for",
}
