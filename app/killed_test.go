//go:build torture

package app_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"portaldesk/app"
	"portaldesk/app/apptest"
	"portaldesk/app/call"
	"portaldesk/app/failpoint"
	"portaldesk/app/secret"
	"portaldesk/app/secret/secrettest"
	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/client/portaltest/tally"
)

// killsVariable is how often TestKilledAtRandom kills. Two desks share the kills: one works while the other is looked at.
const (
	killsVariable = "PORTALDESK_KILLS"
	usualKills    = 2000
	desksKilled   = 2
)

// oldest is how old what was typed may be, and lost all the same.
const oldest = 250 * time.Millisecond

// lane is one installation whose desk is killed again and again, and what all its children said.
type lane struct {
	clinic
	ring string
	// closing is what was begun to be closed, with the length of its note; closed what was said to be.
	closing, closed map[client.CallID]int
	strokes         []stroke
	kills           int
	row             tally.Row
}

// stroke is that a note was so long, and when.
type stroke struct {
	id     client.CallID
	length int
	at     time.Time
}

func newLane(t *testing.T, name string) *lane {
	t.Helper()
	ring := filepath.Join(t.TempDir(), "ring")
	c := clinic{apptest.New(t, secrettest.File(ring), demoportal.Options{Accounts: 30})}
	must(t, c.SignIn(t, client.RoleSenior).Close())
	return &lane{clinic: c, ring: ring, closing: map[client.CallID]int{}, closed: map[client.CallID]int{}, row: tally.Row{Case: name}}
}

// kill starts a child, and kills it after a time counted from its start, unless it dies at a failpoint before. It says whether the
// child was killed.
func (l *lane) kill(t *testing.T, after time.Duration, failpoints ...string) (killed bool) {
	t.Helper()
	child := exec.Command(os.Args[0])
	who := l.Credentials(t, client.RoleSenior)
	child.Env = append(os.Environ(), victimFolder+"="+l.Dir, victimRing+"="+l.ring, victimLogin+"="+who.Login, victimPassword+"="+who.Password)
	child.Env = append(child.Env, failpoints...)
	output, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	killer := time.AfterFunc(after, func() { _ = child.Process.Kill() })
	l.strokes = nil
	l.listen(t, output)
	_ = child.Wait()
	l.kills++
	return killer.Stop() == (len(failpoints) > 0)
}

func (l *lane) listen(t *testing.T, output io.Reader) {
	for lines := bufio.NewScanner(output); lines.Scan(); {
		var word string
		var id client.CallID
		var length int
		var at int64
		if n, _ := fmt.Sscan(lines.Text(), &word, &id, &length, &at); n < 3 && word != "failed" {
			continue // the kill cut the line short
		}
		switch word {
		case "typed":
			if at > 0 {
				l.strokes = append(l.strokes, stroke{id, length, time.Unix(0, at)})
			}
		case "closing":
			l.closing[id] = length
		case "closed":
			l.closed[id] = length
		case "failed":
			t.Error(lines.Text())
			l.row.Wrong++
		}
	}
}

// inspect opens the desk that a killed child left.
func (l *lane) inspect(t *testing.T) {
	t.Helper()
	portal, err := apptest.Dial(l.Profile, secret.Tokens(l.Workplace.Ring, l.Profile.ID))
	must(t, err)
	desk, err := l.Workplace.OpenLocal(l.Profile, portal)
	if err != nil {
		t.Fatal("after kill ", l.kills, ": ", err)
	}
	defer func() { must(t, desk.Close()) }()
	l.checkDraft(t, desk)
	l.checkOutbox(t, desk)
	if report := verified(t, desk); !report.Intact() || len(desk.Salvaged) > 0 {
		l.row.Wrong++
		t.Errorf("after kill %d: trail %v, salvaged %v", l.kills, report.Breaks, desk.Salvaged)
	}
}

// checkDraft: nothing that was typed more than 250 ms before the child's last word is lost. A note that is not open any more was
// closed, which is looked at elsewhere.
func (l *lane) checkDraft(t *testing.T, desk *app.Desk) {
	t.Helper()
	if len(l.strokes) == 0 {
		return
	}
	var draft call.Draft
	if current := desk.Calls.Current(); current != nil {
		draft = current.Draft()
	}
	end := l.strokes[len(l.strokes)-1].at
	for _, s := range l.strokes {
		_, closing := l.closing[s.id]
		kept := s.id == draft.ID && s.length <= len(draft.Note) || s.id != draft.ID && closing
		if age := end.Sub(s.at); !kept && age > oldest {
			l.row.Lost++
			t.Errorf("after kill %d: what was typed %v before is lost", l.kills, age)
			return
		}
	}
}

// lifetime is how long a child is left alone: most often hardly long enough to open the desk and close a call or two.
func lifetime() time.Duration {
	if rand.IntN(4) == 0 {
		return time.Duration(300+rand.IntN(700)) * time.Millisecond
	}
	return time.Duration(20+rand.IntN(350)) * time.Millisecond
}

// checkOutbox: every note that waits opens, is whole, and waits once.
func (l *lane) checkOutbox(t *testing.T, desk *app.Desk) {
	t.Helper()
	waiting := map[client.CallID]bool{}
	entries, err := desk.Outbox.List()
	must(t, err)
	for _, entry := range entries {
		if waiting[entry.Call.ID] {
			l.row.Doubled++
			t.Errorf("after kill %d: a note waits twice", l.kills)
		}
		waiting[entry.Call.ID] = true
		if length, known := l.closing[entry.Call.ID]; !known || len(entry.Call.Note) != length {
			l.row.Lost++
			t.Errorf("after kill %d: a note of %d characters waits, closed with %d", l.kills, len(entry.Call.Note), length)
		}
	}
}

// end lets the last desk come to its end and counts what the portal has.
func (l *lane) end(t *testing.T) {
	t.Helper()
	desk := l.SignIn(t, client.RoleSenior)
	result, err := desk.Outbox.Deliver(t.Context())
	if err != nil || result.Left+result.Refused > 0 {
		t.Errorf("the rest was delivered: %+v, %v", result, err)
	}
	must(t, desk.Close())
	at := map[client.CallID][]int{}
	l.eachCall(t, func(c client.Call) { at[c.ID] = append(at[c.ID], len(c.Note)) })
	for id, length := range l.closed {
		switch got := at[id]; {
		case len(got) > 1:
			l.row.Doubled++
		case len(got) == 0 || got[0] != length:
			l.row.Lost++
		}
	}
	l.row.Run = l.kills
	t.Logf("%d kills, %d notes acknowledged, %d at the portal", l.kills, len(l.closed), len(at))
	if len(l.closed) < l.kills/4 {
		t.Errorf("only %d notes in %d kills: this proves little", len(l.closed), l.kills)
	}
}

// eachCall reads all calls of the portal.
func (c clinic) eachCall(t *testing.T, visit func(client.Call)) {
	t.Helper()
	portal := c.Beside(t, client.RoleSenior)
	for cursor := ""; ; {
		page, err := portal.Calls(t.Context(), client.CallQuery{Limit: 100, Cursor: cursor})
		must(t, err)
		for _, call := range page.Items {
			visit(call)
		}
		if cursor = page.Next; cursor == "" {
			return
		}
	}
}

// TestKilledAtRandom kills a working desk at any moment, from its start on, and looks each time at what it left.
func TestKilledAtRandom(t *testing.T) {
	kills, err := strconv.Atoi(os.Getenv(killsVariable))
	if err != nil {
		kills = usualKills
	}
	lanes := []*lane{}
	for range desksKilled {
		lanes = append(lanes, newLane(t, "killed at random"))
	}
	t.Run("desks", func(t *testing.T) {
		for _, l := range lanes {
			t.Run("desk", func(t *testing.T) {
				t.Parallel()
				for l.kills < kills/desksKilled && !t.Failed() {
					l.kill(t, lifetime())
					l.inspect(t)
				}
			})
		}
	})
	total := tally.Row{Case: "killed at random"}
	for _, l := range lanes {
		l.end(t)
		total = together(total, l.row)
	}
	tally.Report(t, total)
}

func together(a, b tally.Row) tally.Row {
	return tally.Row{Case: a.Case, Run: a.Run + b.Run, Lost: a.Lost + b.Lost, Doubled: a.Doubled + b.Doubled, Leaked: a.Leaked + b.Leaked, Wrong: a.Wrong + b.Wrong}
}

// TestKilledAtFailpoints kills a working desk between two steps that belong together.
func TestKilledAtFailpoints(t *testing.T) {
	l := newLane(t, "killed at failpoints")
	for _, place := range []string{"store/committing", "store/committed", "call/closed", "outbox/sending", "outbox/answered", "outbox/settled"} {
		for passes := range 20 {
			if !l.kill(t, 20*time.Second, failpoint.Variable+"="+place+":"+strconv.Itoa(passes%7)) {
				t.Fatalf("%s was not passed %d times", place, passes%7)
			}
			l.inspect(t)
		}
	}
	l.end(t)
	tally.Report(t, l.row)
}
