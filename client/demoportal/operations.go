package demoportal

import "portaldesk/client"

var (
	withPassword  = []client.Status{client.StatusActive, client.StatusLocked, client.StatusResetPending}
	notYetIn      = []client.Status{client.StatusNone, client.StatusInvited, client.StatusCodeExpired, client.StatusDeclined}
	gone          = []client.Status{client.StatusDeceased, client.StatusMerged}
	notActivable  = []client.Status{client.StatusDeceased, client.StatusMerged, client.StatusActive, client.StatusLocked, client.StatusResetPending}
	notSwitchable = []client.Status{client.StatusDeceased, client.StatusMerged, client.StatusDeactivated, client.StatusNone, client.StatusDeclined}
	invitable     = []client.Status{client.StatusNone, client.StatusInvited, client.StatusCodeExpired}
)

// operations are the nine, all on the road of [operation.perform].
var operations = []operation{
	{path: "password-reset", id: "resetPassword", ability: resetAbility, suits: withPassword, do: resetPassword},
	{path: "login-id", id: "changeLoginId", ability: always(client.ChangesLoginID), suits: withPassword, do: changeLoginID},
	{path: "access-code", id: "issueAccessCode", ability: always(client.IssuesAccessCode), suits: notYetIn, do: issueAccessCode},
	{path: "activation", id: "activateAccount", ability: always(client.ActivatesAccount), not: notActivable, do: activate},
	{path: "deactivation", id: "deactivateAccount", ability: always(client.DeactivatesIt), not: notSwitchable, do: deactivate},
	{path: "unlock", id: "unlockAccount", ability: always(client.UnlocksAccount), suits: []client.Status{client.StatusLocked}, do: unlock},
	{path: "sign-out", id: "signOutEverywhere", ability: always(client.EndsSessions), not: gone, do: signOutEverywhere},
	{path: "invitation", id: "resendInvitation", ability: always(client.ResendsInvitation), suits: invitable, do: resendInvitation},
	{path: "contact", id: "correctContact", ability: always(client.CorrectsContact), not: gone, do: correctContact},
}
