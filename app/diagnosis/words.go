package diagnosis

import (
	"math"
	"slices"
	"time"

	"portaldesk/client"
)

// words are the words of the field that a rule's expressions are made of. Nothing in it could prove a caller: no name, birth
// date, medical record number or login ID, and every address masked. A time nobody told is zero ([words.Known]).
type words struct {
	accountWords
	signInWords
	mailWords
	peopleWords
	callWords
	portalWords
	evidenceWords
	statedWords
	timeWords
}

// longestHistory bounds what is looked through of each history, however much a portal answers with.
const longestHistory = 100

// wordsOf says a case in words. They hold as long as the case is not changed.
func wordsOf(c Case) *words {
	c.Attempts, c.Mail, c.Sessions = bounded(c.Attempts), bounded(c.Mail), bounded(c.Sessions)
	c.Calls = bounded(ownCalls(c.Calls))
	return &words{
		accountWords:  accountOf(c),
		signInWords:   signInsOf(c),
		mailWords:     mailOf(c),
		peopleWords:   peopleOf(c),
		callWords:     callsOf(c),
		portalWords:   portalOf(c),
		evidenceWords: evidenceOf(c),
		statedWords:   statedOf(c),
		timeWords:     timesOf(c.ReadAt),
	}
}

func bounded[T any](history []T) []T { return history[:min(len(history), longestHistory)] }

// accountWords are of the account itself.
type accountWords struct {
	Status       string    `expr:"status"`
	Reason       string    `expr:"reason"`
	Age          int       `expr:"age"` // -1 where it is not known
	Minor        bool      `expr:"minor"`
	MustChange   bool      `expr:"must_change_password"`
	SecondFactor string    `expr:"second_factor"`
	LockedUntil  time.Time `expr:"locked_until"`
	LastSignIn   time.Time `expr:"last_sign_in"`
	Duplicates   int       `expr:"duplicates"`
	Code         codeWords `expr:"code"`
	AsSaid       bool      `expr:"not_in_directory"`
}

// codeWords are of the access code that is out.
type codeWords struct {
	Out     bool      `expr:"out"`
	Issued  time.Time `expr:"issued"`
	Expires time.Time `expr:"expires"`
	Channel string    `expr:"channel"`
}

func accountOf(c Case) accountWords {
	a := c.Account
	w := accountWords{
		Status: string(a.Status), Reason: masked(a.Reason), Age: a.Age, Minor: a.Minor, MustChange: a.MustChangePassword,
		SecondFactor: a.SecondFactor, Duplicates: len(a.DuplicateOf), AsSaid: a.AsSaid,
	}
	if a.Age == 0 && a.BirthDate == "" && !a.Minor {
		w.Age = -1
	}
	if a.LockedUntil != nil {
		w.LockedUntil = *a.LockedUntil
	}
	if a.LastSignInAt != nil {
		w.LastSignIn = *a.LastSignInAt
	}
	if code := a.AccessCode; code != nil {
		w.Code = codeWords{true, code.IssuedAt, code.ExpiresAt, string(code.Channel)}
	}
	return w
}

// portalWords are of the portal: its rules, what it offers, and whether it answers.
type portalWords struct {
	ParentUntil  int               `expr:"parent_until"` // the age from which a parent may have nothing done; 0 for no such age
	CodeRecovers bool              `expr:"code_recovers"`
	Down         bool              `expr:"down"`
	DownSince    time.Time         `expr:"down_since"`
	Offers       func(string) bool `expr:"offers"`
	NotTold      func(string) bool `expr:"not_told"`
}

func portalOf(c Case) portalWords {
	return portalWords{
		ParentUntil:  c.About.Verification.Relations[client.RelationParent].PatientBelowAge,
		CodeRecovers: c.About.AccessCode.Recovers,
		Down:         c.Line.Down,
		DownSince:    c.Line.Since,
		Offers:       func(ability string) bool { return offers(c.About, client.Ability(ability)) },
		NotTold: func(ability string) bool {
			return client.KindOf(c.Missing[client.Ability(ability)]) == client.NotOffered
		},
	}
}

// offers holds also of a portal that said nothing of itself: then nobody knows better.
func offers(about client.About, ability client.Ability) bool {
	return about.Abilities == nil || about.Offers(ability)
}

// peopleWords are of who may act for the patient, how to reach them, and what the caller says.
type peopleWords struct {
	Proxy        func(relation string) bool `expr:"proxy"`
	ProxyLimited func(relation string) bool `expr:"proxy_limited"`
	Contacts     int                        `expr:"contacts"`
	Consented    int                        `expr:"consented_contacts"`
	Fresh        freshWords                 `expr:"fresh_contact"`
	Said         saidWords                  `expr:"said"`
}

// freshWords are of a contact that changed too lately to prove anybody.
type freshWords struct {
	There   bool      `expr:"there"`
	To      string    `expr:"to"`
	Changed time.Time `expr:"changed"`
	Until   time.Time `expr:"until"`
}

// saidWords are the answers of the caller, one for each [Question]; empty when it was not asked.
type saidWords struct {
	Caller  string `expr:"caller"`
	Account string `expr:"account"`
	Typed   string `expr:"typed"`
	At      string `expr:"at"`
	Screen  string `expr:"screen"`
	Phone   string `expr:"phone"`
	Mail    string `expr:"mail"`
	Mailbox string `expr:"mailbox"`
	Code    string `expr:"code"`
	Name    string `expr:"name"`
}

func peopleOf(c Case) peopleWords {
	w := peopleWords{
		Proxy: func(relation string) bool { return hasProxy(c.Account, relation, "") },
		ProxyLimited: func(relation string) bool {
			return hasProxy(c.Account, relation, "limited") && !hasProxy(c.Account, relation, "full")
		},
		Said: saidOf(c.Said),
	}
	for _, contact := range c.Account.Contacts {
		if contact.ID == client.ChartContact {
			continue // that is on file elsewhere
		}
		w.Contacts++
		if contact.Consented {
			w.Consented++
		}
		if contact.ProvesFrom.After(c.ReadAt) && !w.Fresh.There {
			w.Fresh = freshWords{true, contact.Masked, contact.ChangedAt, contact.ProvesFrom}
		}
	}
	return w
}

func saidOf(s Said) saidWords {
	return saidWords{
		Caller: s.heard(AskCaller), Account: s.heard(AskAccount), Typed: s.heard(AskTyped), At: s.heard(AskAt),
		Screen: s.heard(AskScreen), Phone: s.heard(AskPhone), Mail: s.heard(AskMail), Mailbox: s.heard(AskMailbox),
		Code: s.heard(AskCode), Name: s.heard(AskName),
	}
}

// hasProxy finds a proxy of one relation; access is empty for any.
func hasProxy(a client.Account, relation, access string) bool {
	return slices.ContainsFunc(a.Proxies, func(p client.Proxy) bool {
		return string(p.Relation) == relation && (access == "" || p.Access == access)
	})
}

// timeWords measure. What is measured from a time nobody told is neither more nor less than anything.
type timeWords struct {
	Known        func(time.Time) bool    `expr:"known"`
	DaysSince    func(time.Time) float64 `expr:"days_since"`
	HoursSince   func(time.Time) float64 `expr:"hours_since"`
	MinutesSince func(time.Time) float64 `expr:"minutes_since"`
	HoursUntil   func(time.Time) float64 `expr:"hours_until"`
}

func timesOf(now time.Time) timeWords {
	since := func(unit time.Duration) func(time.Time) float64 {
		return func(t time.Time) float64 {
			if t.IsZero() {
				return math.NaN()
			}
			return float64(now.Sub(t)) / float64(unit)
		}
	}
	hours := since(time.Hour)
	return timeWords{
		Known:        func(t time.Time) bool { return !t.IsZero() },
		DaysSince:    since(day),
		HoursSince:   hours,
		MinutesSince: since(time.Minute),
		HoursUntil:   func(t time.Time) float64 { return -hours(t) },
	}
}

const day = 24 * time.Hour
