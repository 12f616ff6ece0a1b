package portaltest_test

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"

	"portaldesk/client"
)

// searcher answers look-ups in its own way.
type searcher struct {
	client.Portal
	search search
}

type search func(context.Context, client.Portal, client.Query) (client.Page[client.AccountRow], error)

func searching(wrong search) func(client.Portal) client.Portal {
	return func(p client.Portal) client.Portal { return searcher{p, wrong} }
}

func (s searcher) Search(ctx context.Context, query client.Query) (client.Page[client.AccountRow], error) {
	return s.search(ctx, s.Portal, query)
}

func overlapping(ctx context.Context, p client.Portal, query client.Query) (client.Page[client.AccountRow], error) {
	page, err := p.Search(ctx, query)
	if err == nil && page.Next != "" && len(page.Items) > 1 {
		page.Items[1] = page.Items[0]
	}
	return page, err
}

func losing(ctx context.Context, p client.Portal, query client.Query) (client.Page[client.AccountRow], error) {
	page, err := p.Search(ctx, query)
	page.Total = -1
	if query.Cursor != "" && len(page.Items) > 50 {
		page.Items = slices.Delete(page.Items, 5, 6)
	}
	return page, err
}

func circling(ctx context.Context, p client.Portal, query client.Query) (client.Page[client.AccountRow], error) {
	page, err := p.Search(ctx, query)
	if query.Cursor != "" {
		page.Next = query.Cursor
	}
	return page, err
}

func wild(ctx context.Context, p client.Portal, query client.Query) (client.Page[client.AccountRow], error) {
	if strings.Contains(query.Text, "*") {
		query = client.Query{Status: client.StatusActive}
	}
	return p.Search(ctx, query)
}

func fragile(ctx context.Context, p client.Portal, query client.Query) (client.Page[client.AccountRow], error) {
	if len(query.Text) > 4000 {
		return client.Page[client.AccountRow]{}, &client.Error{Op: "searchAccounts", Kind: client.Protocol}
	}
	return p.Search(ctx, query)
}

func bare(ctx context.Context, p client.Portal, query client.Query) (client.Page[client.AccountRow], error) {
	page, err := p.Search(ctx, query)
	for i := range page.Items {
		page.Items[i].BirthDate = "01/02/1984"
	}
	return page, err
}

func anyState(ctx context.Context, p client.Portal, query client.Query) (client.Page[client.AccountRow], error) {
	if query.Text == "" && query.Status != "" {
		query.Status = client.StatusActive
	}
	return p.Search(ctx, query)
}

func caseful(ctx context.Context, p client.Portal, query client.Query) (client.Page[client.AccountRow], error) {
	if strings.Contains(query.Text, "@") && query.Text == strings.ToUpper(query.Text) {
		query.Text = "zzqx"
	}
	return p.Search(ctx, query)
}

// reader opens accounts in its own way.
type reader struct {
	client.Portal
	read func(context.Context, client.Portal, client.AccountID) (client.Account, error)
}

func reading(wrong func(context.Context, client.Portal, client.AccountID) (client.Account, error)) func(client.Portal) client.Portal {
	return func(p client.Portal) client.Portal { return reader{p, wrong} }
}

func (r reader) Account(ctx context.Context, id client.AccountID) (client.Account, error) {
	return r.read(ctx, r.Portal, id)
}

func otherwise(ctx context.Context, p client.Portal, id client.AccountID) (client.Account, error) {
	a, err := p.Account(ctx, id)
	a.Name += " Jr."
	return a, err
}

func faulty(ctx context.Context, p client.Portal, id client.AccountID) (client.Account, error) {
	a, err := p.Account(ctx, id)
	if client.KindOf(err) == client.NotFound {
		err = &client.Error{Op: "getAccount", Kind: client.Unavailable}
	}
	return a, err
}

func throwing(context.Context, client.Portal, client.AccountID) (client.Account, error) {
	var none *client.Account
	return *none, nil
}

// stuck forgets to sign out.
type stuck struct{ client.Portal }

func (stuck) SignOut(context.Context) error { return nil }

// gullible believes everything.
type gullible struct{ client.Portal }

func (g gullible) CheckIdentifier(
	ctx context.Context, id client.VerificationID, check client.IdentifierCheck, key client.Key,
) (client.Verification, error) {
	v, err := g.Portal.CheckIdentifier(ctx, id, check, key)
	v.Matched, v.Mismatched = append(v.Matched, v.Mismatched...), nil
	return v, err
}

// sayer says something else about itself.
type sayer struct {
	client.Portal
	offer client.Offer
}

var (
	mute   = client.Offer{}
	modest = client.Offer{Reason: "Not here.", WayAround: "Ask there."}
)

func saying(offer client.Offer) func(client.Portal) client.Portal {
	return func(p client.Portal) client.Portal { return sayer{p, offer} }
}

func (s sayer) About(ctx context.Context) (client.About, error) {
	about, err := s.Portal.About(ctx)
	if err == nil {
		about.Abilities[client.UnlocksAccount] = s.offer
	}
	return about, err
}

// doubling gives each call a new name.
type doubling struct{ client.Portal }

func (d doubling) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	renamed := slices.Clone(calls)
	for i := range renamed {
		renamed[i].ID = client.CallID(uuid.NewString())
	}
	receipts, err := d.Portal.CreateCalls(ctx, renamed)
	for i := range receipts {
		receipts[i].ID = calls[i].ID
	}
	return receipts, err
}

// cutting keeps only the beginning of a note.
type cutting struct{ client.Portal }

func (c cutting) Calls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	page, err := c.Portal.Calls(ctx, query)
	for i := range page.Items {
		page.Items[i].Note = page.Items[i].Note[:8]
	}
	return page, err
}

// deaf does not hear all of what calls are asked for.
type deaf struct {
	client.Portal
	hear func(*client.CallQuery)
}

func deafTo(hear func(*client.CallQuery)) func(client.Portal) client.Portal {
	return func(p client.Portal) client.Portal { return deaf{p, hear} }
}

func (d deaf) Calls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	d.hear(&query)
	return d.Portal.Calls(ctx, query)
}

// accented spoils a text that is asked for without its accents.
func accented(text string) string {
	if strings.Contains(strings.ToLower(text), "nunez") {
		return " "
	}
	return ""
}

// narrow loses the first call of a page of two.
type narrow struct{ client.Portal }

func (n narrow) Calls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	page, err := n.Portal.Calls(ctx, query)
	if query.Limit == 2 && page.Next != "" && query.Reason.Stage != "" {
		page.Items = page.Items[1:]
	}
	return page, err
}

// forgetful does not keep which call is repeated.
type forgetful struct{ client.Portal }

func (f forgetful) CreateCalls(ctx context.Context, calls []client.Call) ([]client.CallReceipt, error) {
	without := slices.Clone(calls)
	for i := range without {
		without[i].RepeatOf = ""
	}
	return f.Portal.CreateCalls(ctx, without)
}

// operator does some operations in its own way.
type operator struct {
	client.Portal
	operate operate
}

// operate does one operation, or has do do it.
type operate func(ctx context.Context, p client.Portal, change client.Change, do func(client.Change) (client.Outcome, error)) (client.Outcome, error)

func operating(wrong operate) func(client.Portal) client.Portal {
	return func(p client.Portal) client.Portal { return operator{p, wrong} }
}

func (o operator) ResetPassword(ctx context.Context, change client.Change, reset client.PasswordReset) (client.Outcome, error) {
	return o.operate(ctx, o.Portal, change, func(c client.Change) (client.Outcome, error) { return o.Portal.ResetPassword(ctx, c, reset) })
}

func (o operator) Deactivate(ctx context.Context, change client.Change, reason string) (client.Outcome, error) {
	return o.operate(ctx, o.Portal, change, func(c client.Change) (client.Outcome, error) { return o.Portal.Deactivate(ctx, c, reason) })
}

func (o operator) CorrectContact(ctx context.Context, change client.Change, correction client.ContactCorrection) (client.Outcome, error) {
	return o.operate(ctx, o.Portal, change, func(c client.Change) (client.Outcome, error) { return o.Portal.CorrectContact(ctx, c, correction) })
}

// idle says that it was done.
func idle(ctx context.Context, p client.Portal, change client.Change, _ func(client.Change) (client.Outcome, error)) (client.Outcome, error) {
	a, err := p.Account(ctx, change.Account)
	return client.Outcome{Account: a}, err
}

// silent does nothing where somebody else was quicker, and says that it was done.
func silent(ctx context.Context, p client.Portal, change client.Change, do func(client.Change) (client.Outcome, error)) (client.Outcome, error) {
	outcome, err := do(change)
	if client.KindOf(err) == client.Stale {
		return idle(ctx, p, change, do)
	}
	return outcome, err
}

// careless changes the account as it is now, whatever the agent saw.
func careless(ctx context.Context, p client.Portal, change client.Change, do func(client.Change) (client.Outcome, error)) (client.Outcome, error) {
	a, err := p.Account(ctx, change.Account)
	if err != nil {
		return client.Outcome{}, err
	}
	change.Version = a.Version
	return do(change)
}

// talkative shows the agent what only the patient may know.
func talkative(_ context.Context, _ client.Portal, change client.Change, do func(client.Change) (client.Outcome, error)) (client.Outcome, error) {
	outcome, err := do(change)
	if err == nil && outcome.Secret == nil {
		outcome.Secret = &client.Secret{Value: "K7MP-Q2RX-94TW"}
	}
	return outcome, err
}

// remembering shows a secret as often as it is asked for.
func remembering() operate {
	var mu sync.Mutex
	secrets := map[client.Key]*client.Secret{}
	return func(_ context.Context, _ client.Portal, change client.Change, do func(client.Change) (client.Outcome, error)) (client.Outcome, error) {
		outcome, err := do(change)
		mu.Lock()
		defer mu.Unlock()
		if outcome.Secret == nil {
			outcome.Secret = secrets[change.Key]
		}
		secrets[change.Key] = outcome.Secret
		return outcome, err
	}
}
