package demoportal

import "portaldesk/client"

// endpoints is the contract, operation by operation.
func (p *portal) endpoints() []endpoint {
	all := []endpoint{
		{pattern: "GET /v1/about", id: "getAbout", open: true, handle: getAbout},
		{pattern: "POST /v1/session", id: "signIn", open: true, handle: signIn},
		{pattern: "POST /v1/session/refresh", id: "refreshSession", open: true, handle: refreshSession},
		{pattern: "DELETE /v1/session", id: "signOut", open: true, handle: signOut},
		{pattern: "GET /v1/session", id: "getSession", handle: getSession},
		{pattern: "POST /v1/session/reauthentication", id: "reauthenticate", handle: reauthenticate},

		{pattern: "GET /v1/accounts", id: searchAccounts, handle: search},
		{pattern: "GET /v1/accounts/{accountId}", id: "getAccount", handle: getAccount},
		{pattern: "GET /v1/accounts/{accountId}/sign-in-attempts", id: "listSignInAttempts",
			ability: client.ShowsSignIns, handle: history(signInAttempts)},
		{pattern: "GET /v1/accounts/{accountId}/mail", id: "listMail", ability: client.ShowsMail, handle: history(outboundMail)},
		{pattern: "GET /v1/accounts/{accountId}/sessions", id: "listPatientSessions",
			ability: client.ShowsSessions, handle: history(patientSessions)},

		{pattern: "POST /v1/accounts/{accountId}/verifications", id: "beginVerification",
			ability: client.VerifiesCallers, handle: beginVerification},
		{pattern: "POST /v1/verifications/{verificationId}/identifiers", id: "checkIdentifier",
			ability: client.VerifiesCallers, handle: stepped(checkIdentifier)},
		{pattern: "POST /v1/verifications/{verificationId}/codes", id: "sendCode",
			ability: client.VerifiesCallers, handle: stepped(sendCode)},
		{pattern: "POST /v1/verifications/{verificationId}/code-checks", id: "checkCode",
			ability: client.VerifiesCallers, handle: stepped(checkCode)},
		{pattern: "POST /v1/verifications/{verificationId}/call-back", id: "attestCallBack",
			ability: client.VerifiesCallers, handle: stepped(attestCallBack)},

		{pattern: "POST /v1/approvals", id: "askApproval", ability: client.AsksApproval, handle: askApproval},
		{pattern: "GET /v1/approvals", id: "listApprovals", ability: client.AsksApproval, handle: listApprovals},
		{pattern: "POST /v1/approvals/{approvalId}/decision", id: "decideApproval",
			ability: client.DecidesApprovals, handle: decideApproval},
		{pattern: "POST /v1/approvals/{approvalId}/withdrawal", id: "withdrawApproval",
			ability: client.AsksApproval, handle: withdrawApproval},

		{pattern: "POST /v1/calls", id: "createCall", ability: client.KeepsCalls, handle: createCall},
		{pattern: "POST /v1/calls/batch", id: "createCalls", ability: client.KeepsCalls, handle: createCalls},
		{pattern: "POST /v1/calls/{callId}/amendments", id: "amendCall", ability: client.KeepsCalls, handle: amendCall},
		{pattern: "GET /v1/calls", id: "listCalls", ability: client.ReadsCalls, handle: listCalls},

		{pattern: "POST /v1/audit-events", id: "appendAuditEvents", ability: client.KeepsAudit, handle: appendAuditEvents},
		{pattern: "GET /v1/audit-events", id: "listAuditEvents", ability: client.ReadsAudit, handle: listAuditEvents},
	}
	for _, o := range operations {
		all = append(all, endpoint{pattern: "POST /v1/accounts/{accountId}/" + o.path, id: o.id, handle: o.perform})
	}
	return all
}

func getAbout(x *exchange) (reply, error) {
	said := about(x.now, x.portal.without)
	said.Verification.SecondPerson, said.Verification.FlagsNeedSecondPerson = x.portal.second, true
	return ok(said), nil
}
