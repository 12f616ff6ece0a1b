package diagnosis

import (
	"slices"
	"strings"
	"testing"

	"portaldesk/client"
)

func ids(steps []Step) []string {
	out := []string{}
	for _, s := range steps {
		out = append(out, s.ID)
	}
	return out
}

func TestTheChecklistFitsTheCase(t *testing.T) {
	for name, tc := range map[string]struct {
		change  func(*Case)
		first   []string
		without []string
	}{
		"fine": {func(*Case) {}, []string{"right-portal", "right-account", "login-id-typed", "caps-lock", "autofill"},
			[]string{"newest-code", "set-up-before-sign-in", "second-factor-signal", "own-login-for-proxy"}},
		"invited": {invited, []string{"set-up-before-sign-in", "newest-code", "code-characters", "name-as-in-chart", "right-portal"},
			[]string{"caps-lock", "autofill", "login-id-typed"}},
		"never invited":         {in(client.StatusNone), []string{"set-up-before-sign-in", "right-portal"}, []string{"newest-code", "caps-lock"}},
		"reset pending":         {in(client.StatusResetPending), []string{"newest-mail", "spam-folder", "right-portal"}, []string{"newest-code"}},
		"extra code":            {func(c *Case) { says(c, "screen:second-factor") }, []string{"second-factor-signal", "second-factor-page", "right-portal"}, nil},
		"error page in the app": {func(c *Case) { says(c, "screen:error-page", "at:app") }, []string{"other-browser", "app-updated", "right-portal"}, nil},
		"in a browser":          {func(c *Case) { says(c, "at:our-portal") }, []string{"right-portal"}, []string{"app-updated"}},
		"a parent":              {func(c *Case) { says(c, "caller:parent") }, []string{"right-portal", "right-account", "own-login-for-proxy"}, nil},
		"state not told":        {in(client.StatusUnknown), []string{"right-portal", "right-account", "set-up-before-sign-in"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := healthy()
			tc.change(&c)
			got := ids(OurChecklist().Steps(c))
			if !slices.Equal(got[:len(tc.first)], tc.first) {
				t.Errorf("begins with %v", got)
			}
			for _, id := range tc.without {
				if slices.Contains(got, id) {
					t.Errorf("has %s", id)
				}
			}
		})
	}
}

func TestAStepHasNoBlanksAndAShortLine(t *testing.T) {
	for _, s := range OurChecklist().steps {
		if strings.Contains(s.Ask+s.Line, "{{") {
			t.Errorf("%s: nothing fills its blanks", s.ID)
		}
		if len(s.Line) > 40 || strings.ContainsAny(s.Line, ",;:\n") && s.ID != "spam-folder" {
			t.Errorf("%s: %q is no part of a line", s.ID, s.Line)
		}
	}
}

func TestAFaultyChecklistIsSaid(t *testing.T) {
	for want, text := range map[string]string{
		`, rule "number 2", id: another step has the same id`:                             "[[step]]\nid='a1'\nask='b'\nline='c'\n[[step]]\nid='a1'\nask='b'\nline='c'\n",
		`, rule "number 1", id: a step needs an id, what to ask, and a line for the note`: "[[step]]\nid='a1'\nask='b'\n",
		`, rule "number 1", when, column 1: there is no word stat`:                        "[[step]]\nid='a1'\nask='b'\nline='c'\nwhen='stat'\n",
		`, rule "number 1", color: is no key of a step, or no text`:                       "[[step]]\nid='a1'\nask='b'\nline='c'\ncolor='red'\n",
	} {
		if _, faults := readChecklist([]byte(text)); len(faults) != 1 || faults[0].Error() != want {
			t.Errorf("want %s\ngot  %v", want, faults)
		}
	}
}

func english(key string) string { return key }

func TestProgressWritesTheNotesLine(t *testing.T) {
	portal, browser, mail := Step{ID: "a", Line: "right portal"}, Step{ID: "b", Line: "other browser"}, Step{ID: "c", Line: "newest mail only"}
	var p Progress
	if got := p.Line(english); got != "" {
		t.Errorf("nothing answered: %q", got)
	}
	p.Answer(mail, Helped)
	p.Answer(portal, DidNotHelp)
	p.Answer(browser, DidNotHelp)
	if got := p.Line(english); got != "tried: right portal, other browser; helped: newest mail only" {
		t.Errorf("got %q", got)
	}
	p.Answer(browser, NotPossible)
	p.Answer(mail, NotTried)
	if got := p.Line(english); got != "tried: right portal; not possible: other browser" {
		t.Errorf("changed: %q", got)
	}
	if p.Of(browser) != NotPossible || p.Of(mail) != NotTried {
		t.Error("the answers are not kept")
	}
	spanish := map[string]string{"tried": "intentado", "right portal": "portal correcto", "not possible": "no fue posible", "other browser": "otro navegador"}
	if got := p.Line(func(key string) string { return spanish[key] }); got != "intentado: portal correcto; no fue posible: otro navegador" {
		t.Errorf("in Spanish: %q", got)
	}
}
