package client

// The operations as [Error.Op] names them: the operationIds of the published contract (client/adminapi/openapi.yaml), for
// servers that have a contract of their own too.
const (
	OpAbout          = "getAbout"
	OpSignIn         = "signIn"
	OpResume         = "getSession"
	OpRefresh        = "refreshSession"
	OpReauthenticate = "reauthenticate"
	OpSignOut        = "signOut"

	OpSearch   = "searchAccounts"
	OpAccount  = "getAccount"
	OpAttempts = "listSignInAttempts"
	OpMail     = "listMail"
	OpSessions = "listPatientSessions"

	OpBeginVerification = "beginVerification"
	OpCheckIdentifier   = "checkIdentifier"
	OpSendCode          = "sendCode"
	OpCheckCode         = "checkCode"
	OpAttestCallBack    = "attestCallBack"

	OpResetPassword     = "resetPassword"
	OpChangeLoginID     = "changeLoginId"
	OpIssueAccessCode   = "issueAccessCode"
	OpActivate          = "activateAccount"
	OpDeactivate        = "deactivateAccount"
	OpUnlock            = "unlockAccount"
	OpSignOutEverywhere = "signOutEverywhere"
	OpResendInvitation  = "resendInvitation"
	OpCorrectContact    = "correctContact"

	OpAskApproval      = "askApproval"
	OpApprovals        = "listApprovals"
	OpDecideApproval   = "decideApproval"
	OpWithdrawApproval = "withdrawApproval"

	OpCreateCalls = "createCalls"
	OpCalls       = "listCalls"
	OpAmendCall   = "amendCall"
	OpAppendAudit = "appendAuditEvents"
	OpAuditEvents = "listAuditEvents"
)

// What the contract has no operation for: only servers with a contract of their own are asked.
const (
	OpFields          = "readFields"
	OpOnFile          = "readOnFile"
	OpRecordAbilities = "recordAbilities"
)
