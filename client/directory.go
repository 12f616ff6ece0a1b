package client

import (
	"context"
	"time"
)

// Directory is where accounts live, as identity servers are: it knows accounts and how to change them, and nothing of
// callers, calls and the desk's trail. What holds for every method of a [Portal] holds for its methods, except that no
// such server knows a [Change.Key]: a repeated write is done again. Each method is therefore written so that doing it
// again does no harm, and its adapter repeats none by itself.
//
// No such server knows versions either: Account.Version is a digest of what the adapter read, a write reads again before
// and after, and what another agent changed in between is [Stale], never overwritten in silence.
type Directory interface {
	Signing
	Accounts
	Operator
	// OnFile reads what the server knows of a patient, to be compared with what a caller says.
	OnFile(ctx context.Context, id AccountID) (OnFile, error)
}

// StatusUnknown is the state of an account whose directory does not tell. The agent sees it in the portal's own console, so
// no operation is kept from her because of it.
const StatusUnknown Status = "unknown"

// CodeSender is a [Directory] whose server can send a one-time code to a contact on file and compare what is read back.
type CodeSender interface {
	// SendsProofCodes says whether it is set up for that now.
	SendsProofCodes(ctx context.Context) bool
	// SendProofCode has a code sent. The handle is what CheckProofCode wants; it is no secret of the patient's.
	SendProofCode(ctx context.Context, id AccountID, contact ContactID) (handle string, expires time.Time, err error)
	// CheckProofCode compares. A wrong code is no error.
	CheckProofCode(ctx context.Context, handle, code string) (matches bool, err error)
}

// Records is where calls and the desk's trail are kept.
type Records interface {
	CallLog
	AuditLog
	// RecordAbilities says which of KeepsCalls, ReadsCalls, KeepsAudit and ReadsAudit are offered, all four of them.
	RecordAbilities(ctx context.Context) (map[Ability]Offer, error)
}

// Walker is a [Directory] or [Portal] that cannot be searched by what people say (a name, a birth date), only read from end
// to end. Its look-up then stands on an index that is kept, sealed, on this computer.
type Walker interface {
	// Walk hands over the accounts page by page, from the cursor on ("" is the beginning). next is the cursor after the
	// page, "" after the last; total is how many accounts there are, -1 when the server does not say. It ends with
	// visit's error, if there is one.
	Walk(ctx context.Context, from string, visit func(page []Listed, next string, total int) error) error
	// UseIndex is called once, before the first Search.
	UseIndex(index Index)
}

// Index finds accounts on this computer. It may be used from any goroutine.
type Index interface {
	// Find answers one page of the accounts that match the query, masked, in the order of names.
	Find(ctx context.Context, query Query) (Page[AccountRow], error)
	// Get answers one account; false when the index does not have it.
	Get(ctx context.Context, id AccountID) (Listed, bool, error)
	// Put keeps accounts, in place of what was kept of them before.
	Put(ctx context.Context, accounts ...Listed) error
	// Remove forgets accounts.
	Remove(ctx context.Context, ids ...AccountID) error
}
