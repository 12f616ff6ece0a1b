package demoportal

import (
	"net/http"
	"time"

	"portaldesk/client"
)

// problem is a refusal as the contract has it (RFC 9457).
type problem struct {
	Type              string              `json:"type"`
	Title             string              `json:"title"`
	Status            int                 `json:"status"`
	Fields            []client.FieldError `json:"fields,omitempty"`
	RetryAfterSeconds int                 `json:"retryAfterSeconds,omitempty"`

	code string
}

func (p *problem) Error() string { return p.code }

const problemBase = "https://portaldesk.example/problems/"

// known is every problem the portal answers with.
var known = map[string]struct {
	status int
	title  string
}{
	"body-invalid":             {400, "The body is not what the contract asks for."},
	"body-too-large":           {413, "The body is too large."},
	"query-invalid":            {400, "The question is not what the contract asks for."},
	"query-too-short":          {400, "Type at least two characters, or choose a status."},
	"cursor-unknown":           {400, "This page was not asked for before."},
	"idempotency-key-missing":  {400, "Idempotency-Key is missing or no UUID."},
	"call-required":            {400, "Operations belong to a call."},
	"call-invalid":             {400, "The call cannot be kept as it is."},
	"event-invalid":            {400, "The audit event cannot be kept as it is."},
	"contact-invalid":          {400, "This contact cannot be used or kept."},
	"login-id-invalid":         {400, "This login ID cannot be used."},
	"identifier-invalid":       {400, "This identifier cannot be checked."},
	"reason-invalid":           {400, "A reason of 1 to 64 characters is needed."},
	"approval-text-invalid":    {400, "A reason of 1 to 200 characters is needed."},
	"way-invalid":              {400, "There is no such way."},
	"hours-invalid":            {400, "A code cannot live that long."},
	"credentials-wrong":        {401, "Login or password is wrong."},
	"one-time-code-required":   {401, "A one-time code is needed."},
	"one-time-code-wrong":      {401, "The one-time code is wrong."},
	"session-ended":            {401, "The session has ended."},
	"token-expired":            {401, "The access token has expired."},
	"role-not-allowed":         {403, "This role may not do that."},
	"relation-not-allowed":     {403, "This caller may not have that done."},
	"proxy-not-on-file":        {403, "This caller is not on file for the account."},
	"too-many-failed-proofs":   {403, "Too many callers could not be proven for this account."},
	"proof-required":           {403, "The caller must be proven first."},
	"proof-expired":            {403, "The caller was proven too long ago."},
	"proof-too-weak":           {403, "The caller must be proven out of band."},
	"identifiers-first":        {403, "Too few identifiers have matched."},
	"contact-changed-recently": {403, "This contact changed too recently to prove anybody."},
	"approval-required":        {403, "A second person must approve that."},
	"approval-invalid":         {403, "This approval is not good for that, or not any more."},
	"own-approval":             {403, "Nobody approves what they asked for themselves."},
	"account-not-found":        {404, "There is no such account."},
	"verification-not-found":   {404, "There is no such verification any more."},
	"call-not-found":           {404, "There is no such call."},
	"approval-not-found":       {404, "There is no such request for approval."},
	"not-found":                {404, "There is nothing here."},
	"idempotency-in-progress":  {409, "The first request with this key is still running."},
	"state-not-suited":         {409, "The account's state does not allow that."},
	"login-id-taken":           {409, "Somebody else has this login ID."},
	"no-contact":               {409, "There is no contact of this kind."},
	"no-consent":               {409, "The patient did not agree to be written to there."},
	"code-not-sent":            {409, "No code is out."},
	"code-expired":             {409, "The code has expired."},
	"call-id-reused":           {409, "Another call has this id."},
	"approval-decided":         {409, "Somebody has decided this already."},
	"approval-expired":         {409, "This request is too old."},
	"account-changed":          {412, "The account has changed since it was read."},
	"idempotency-key-reused":   {422, "This key was used for something else."},
	"precondition-required":    {428, "If-Match is missing."},
	"sign-in-throttled":        {429, "Too many wrong entries."},
	"verification-closed":      {429, "No attempt is left."},
	"throttled":                {429, "Too many attempts."},
	"not-offered":              {501, "This portal does not offer that."},
	"unavailable":              {503, "The portal cannot answer now."},
}

// refuse answers the known problem of that code.
func refuse(code string, fields ...client.FieldError) *problem {
	entry, ok := known[code]
	if !ok {
		entry.status, entry.title = http.StatusInternalServerError, "The portal failed."
	}
	return &problem{Type: problemBase + code, Title: entry.title, Status: entry.status, Fields: fields, code: code}
}

// after adds when to come back, in whole seconds, at least one.
func (p *problem) after(wait time.Duration) *problem {
	p.RetryAfterSeconds = max(1, int((wait+time.Second-1)/time.Second))
	return p
}

func field(name, code string) client.FieldError { return client.FieldError{Field: name, Code: code} }
