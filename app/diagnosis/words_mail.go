package diagnosis

import (
	"regexp"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/mask"
)

// mailWords are of what the portal sent. A mail's state is that of the newest mail to one address: what bounced once and
// arrived since is no bounce.
type mailWords struct {
	Mail     func(state string) bool          `expr:"mail"`
	MailTo   func(state string) string        `expr:"mail_to"`
	MailAt   func(state string) time.Time     `expr:"mail_at"`
	MailWhy  func(state string) string        `expr:"mail_why"`
	Sent     func(kind string, hours int) int `expr:"sent_within_hours"`
	LastSent func(kind string) time.Time      `expr:"last_sent"`
	Last     lastMailWords                    `expr:"last_mail"`
}

// lastMailWords are of the newest mail, to whichever address; all empty when there is none.
type lastMailWords struct {
	At    time.Time `expr:"at"`
	Kind  string    `expr:"kind"`
	State string    `expr:"state"`
	To    string    `expr:"to"`
}

func mailOf(c Case) mailWords {
	newest := newestByAddress(c.Mail)
	w := mailWords{
		Mail:    func(state string) bool { return inState(newest, state).Status != "" },
		MailTo:  func(state string) string { return inState(newest, state).To },
		MailAt:  func(state string) time.Time { return inState(newest, state).At },
		MailWhy: func(state string) string { return masked(inState(newest, state).Detail) },
		Sent: func(kind string, hours int) int {
			return count(c.Mail, func(m client.Mail) bool {
				return m.Kind == kind && c.ReadAt.Sub(m.At) <= time.Duration(hours)*time.Hour
			})
		},
		LastSent: func(kind string) time.Time { return lastSent(c.Mail, kind) },
	}
	if len(c.Mail) > 0 {
		m := c.Mail[0]
		w.Last = lastMailWords{m.At, m.Kind, m.Status, m.To}
	}
	return w
}

// newestByAddress keeps the newest mail to each address.
func newestByAddress(all []client.Mail) (newest []client.Mail) {
	seen := map[string]bool{}
	for _, m := range all {
		if !seen[m.To] {
			newest = append(newest, m)
		}
		seen[m.To] = true
	}
	return newest
}

func inState(mails []client.Mail, state string) client.Mail {
	for _, m := range mails {
		if m.Status == state {
			return m
		}
	}
	return client.Mail{}
}

func lastSent(mails []client.Mail, kind string) time.Time {
	for _, m := range mails {
		if m.Kind == kind {
			return m.At
		}
	}
	return time.Time{}
}

// provers are addresses and long numbers: another server's words may repeat what it was sent to.
var provers = regexp.MustCompile(`[^\s<>"'(),;:=]+@[^\s<>"'(),;:=]+|\+?\d[\d .()/-]{4,}\d`)

// longestWords is how much of another server's words is taken, in bytes.
const longestWords = 200

// masked is another server's words without what could prove a caller, in one line.
func masked(theirs string) string {
	theirs = strings.ToValidUTF8(theirs[:min(len(theirs), longestWords)], "")
	theirs = strings.Join(strings.Fields(theirs), " ")
	return provers.ReplaceAllStringFunc(theirs, func(found string) string {
		if strings.Contains(found, "@") {
			return mask.Contact(client.ContactEmail, found)
		}
		return "****"
	})
}
