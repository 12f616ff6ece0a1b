package demoportal

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"portaldesk/client"
)

// searchAccounts is the operationId that shares the portal's lock, because it is asked at every key press.
const searchAccounts = "searchAccounts"

// How many characters a look-up's text may have.
const (
	shortestQuery = 2
	longestQuery  = 200
)

// question is a look-up as it was asked.
type question struct {
	text   string
	status client.Status
	minors bool
	sort   client.Sort
}

func search(x *exchange) (reply, error) {
	q, err := x.question()
	if err != nil {
		return reply{}, err
	}
	found := x.candidates(q)
	for i := range found {
		found[i].at = q.place(found[i], x.portal.lists.index.Place(found[i].record.Number))
	}
	slices.SortFunc(found, func(a, b candidate) int { return a.at.compare(b.at) })
	return pageOf(x, q.key(), found,
		func(c candidate) position { return c.at },
		func(c candidate) client.AccountRow { return c.record.row(x.now) })
}

func (x *exchange) question() (question, error) {
	values := x.request.URL.Query()
	q := question{
		text: strings.TrimSpace(values.Get("q")), status: client.Status(values.Get("status")),
		sort: client.Sort(values.Get("sort")),
	}
	if utf8.RuneCountInString(values.Get("q")) > longestQuery {
		return q, refuse("query-invalid", field("q", "too-long"))
	}
	if q.status != "" && portalWords[q.status] == "" {
		return q, refuse("query-invalid", field("status", "unknown"))
	}
	if !slices.Contains([]client.Sort{client.SortRelevance, client.SortName, client.SortBirthDate, client.SortLastSignIn}, q.sort) {
		return q, refuse("query-invalid", field("sort", "unknown"))
	}
	if minors := values.Get("minors"); minors != "" {
		wanted, err := strconv.ParseBool(minors)
		if err != nil {
			return q, refuse("query-invalid", field("minors", "unknown"))
		}
		q.minors = wanted
	}
	tooShort := utf8.RuneCountInString(q.text) < shortestQuery
	if tooShort && (q.text != "" || q.status == "") {
		return q, refuse("query-too-short", field("q", "too-short"))
	}
	return q, nil
}

// candidate is an account that was found, with its place in the answer.
type candidate struct {
	record *record
	whole  bool
	at     position
}

// candidates are the accounts that match the text, all of them without one, and pass the filters.
func (x *exchange) candidates(q question) []candidate {
	all := x.portal.lists.numbered
	var found []candidate
	if q.text == "" {
		for _, r := range all {
			if q.wants(r, x.now) {
				found = append(found, candidate{record: r})
			}
		}
		return found
	}
	for _, match := range x.portal.lists.index.Find(q.text, x.now) {
		if r := all[match.Account]; q.wants(r, x.now) {
			found = append(found, candidate{record: r, whole: match.Whole})
		}
	}
	return found
}

func (q question) wants(r *record, now time.Time) bool {
	if q.status != "" && r.status(now) != q.status {
		return false
	}
	return !q.minors || r.Identity.Age(now) < adultAge
}

// place is where the account stands in the order asked for; equals stand in the order of names.
func (q question) place(c candidate, name int) position {
	at := position{0, int64(name)}
	switch q.sort {
	case client.SortBirthDate:
		at[0] = dayNumber(c.record.Identity.BirthDate)
	case client.SortLastSignIn:
		at[0] = 1 // those who never signed in come last
		if last := c.record.Standing.LastSignInAt; last != nil {
			at[0] = -last.Unix()
		}
	case client.SortRelevance:
		if !c.whole {
			at[0] = 1
		}
	}
	return at
}

func dayNumber(date string) int64 {
	number, err := strconv.ParseInt(strings.ReplaceAll(date, "-", ""), 10, 64)
	if err != nil {
		return 0
	}
	return number
}

func (q question) key() string {
	return strings.Join([]string{q.text, string(q.status), strconv.FormatBool(q.minors), string(q.sort)}, "\x00")
}

func getAccount(x *exchange) (reply, error) {
	r, err := x.account()
	if err != nil {
		return reply{}, err
	}
	x.audited(nil, r.ID, "")
	account := r.account(x.now)
	account.FailedProofs = x.failedProofs(r.ID)
	return reply{status: 200, body: account, etag: account.Version}, nil
}

// history lists one part of an account's past, which is in its order already.
func history[T any](part func(*record, time.Time) []T) func(*exchange) (reply, error) {
	return func(x *exchange) (reply, error) {
		r, err := x.account()
		if err != nil {
			return reply{}, err
		}
		type numbered struct {
			number int64
			entry  T
		}
		entries := part(r, x.portal.kept.Epoch)
		all := make([]numbered, len(entries))
		for i, entry := range entries {
			// Counted from the oldest, so that a new entry moves no other.
			all[i] = numbered{int64(len(entries) - i), entry}
		}
		return pageOf(x, "", all,
			func(n numbered) position { return position{-n.number, 0} },
			func(n numbered) T { return n.entry })
	}
}

func signInAttempts(r *record, epoch time.Time) []client.SignInAttempt { return r.past(epoch).Attempts }
func outboundMail(r *record, epoch time.Time) []client.Mail            { return r.past(epoch).Mail }
func patientSessions(r *record, epoch time.Time) []client.PatientSession {
	return r.past(epoch).Sessions
}
