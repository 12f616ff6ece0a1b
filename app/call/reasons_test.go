package call_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/call"
	"portaldesk/client"
)

func none(client.Reason) bool { return false }

func reason(stage, cause string) client.Reason { return client.Reason{Stage: stage, Cause: cause} }

// must is the list after an edit that has to be fine.
func must(t *testing.T) func(call.Reasons, error) call.Reasons {
	t.Helper()
	return func(r call.Reasons, err error) call.Reasons {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
}

func codes(list []call.Stage) (codes []string) {
	for _, stage := range list {
		for _, cause := range stage.Causes {
			codes = append(codes, stage.Code+"/"+cause.Code)
		}
	}
	return codes
}

func TestTheDefaultReasonsAreThoseOfTheProgram(t *testing.T) {
	if err := call.DefaultReasons().Check(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(call.Stages(), call.Reasons{}.Visible()); diff != "" {
		t.Error(diff)
	}
	for _, stage := range call.Stages() {
		if last := stage.Causes[len(stage.Causes)-1]; !last.NeedsDetail {
			t.Errorf("%s has no cause for what no code covers", stage.Code)
		}
	}
}

func TestAListIsEditedAndKept(t *testing.T) {
	r := must(t)(call.Reasons{}.AddCause("sign-in", call.Cause{Title: "Vaccine proof"}))
	r = must(t)(r.AddStage(call.Stage{Title: "Studies", Causes: []call.Cause{{Title: "Consent"}, {Title: "Consent!"}}}))
	r = must(t)(r.Rename(reason("use", ""), "Everyday use"))
	r = must(t)(r.Rename(reason("use", "billing"), "Bills"))
	r = must(t)(r.Hide(reason("leave", ""), true))
	r = must(t)(r.Hide(reason("use", "proxy"), true))
	r = must(t)(r.Move(reason("studies", ""), 0))
	r = must(t)(r.Move(reason("use", "billing"), 0))
	r = must(t)(r.Move(reason("use", "results"), 99))
	kept, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back call.Reasons
	if err := json.Unmarshal(kept, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.All(), back.All()); diff != "" {
		t.Error(diff)
	}
	got := back.Visible()
	want := []string{
		"studies/consent", "studies/consent-2",
		"find-portal/wrong-portal", "find-portal/no-address", "find-portal/outage", "find-portal/find-other",
		"get-code/never-invited", "get-code/code-lost", "get-code/mail-missing", "get-code/code-other",
		"activate/code-expired", "activate/older-code", "activate/details-differ", "activate/activate-other",
		"sign-in/password", "sign-in/login-id", "sign-in/locked", "sign-in/deactivated", "sign-in/second-factor",
		"sign-in/device", "sign-in/vaccine-proof", "sign-in/sign-in-other",
		"use/billing", "use/contact-change", "use/use-other", "use/results",
		"no-case/misdirected", "no-case/silent", "no-case/no-case-other",
	}
	if diff := cmp.Diff(want, codes(got)); diff != "" {
		t.Error(diff)
	}
	if use := got[5]; use.Title != "Everyday use" || use.Causes[0].Title != "Bills" {
		t.Errorf("%+v", use)
	}
	if diff := cmp.Diff(call.Stages(), call.DefaultReasons().All()); diff != "" {
		t.Errorf("an edit changed the program's own list: %s", diff)
	}
}

func TestWrongListsAreNamed(t *testing.T) {
	own := func(stages ...call.Stage) call.Reasons { return call.Reasons{Stages: stages} }
	one := func(causes ...call.Cause) call.Reasons {
		return own(call.Stage{Code: "own", Title: "Own", Causes: causes})
	}
	fine := call.Cause{Code: "a", Title: "A"}
	for name, test := range map[string]struct {
		list call.Reasons
		want call.ReasonError
	}{
		"code with capitals": {one(call.Cause{Code: "A b", Title: "A"}), call.ReasonError{Stage: "own", Cause: "A b", Why: "malformed"}},
		"code too long":      {one(call.Cause{Code: strings.Repeat("a", 65), Title: "A"}), call.ReasonError{Stage: "own", Cause: strings.Repeat("a", 65), Why: "malformed"}},
		"code twice":         {one(fine, call.Cause{Code: "a", Title: "B"}), call.ReasonError{Stage: "own", Cause: "a", Why: "twice"}},
		"stage twice":        {own(call.Stage{Code: "own", Title: "A", Causes: []call.Cause{fine}}, call.Stage{Code: "own", Title: "B", Causes: []call.Cause{fine}}), call.ReasonError{Stage: "own", Why: "twice"}},
		"untitled":           {one(call.Cause{Code: "a", Title: " "}), call.ReasonError{Stage: "own", Cause: "a", Why: "untitled"}},
		"long title":         {one(call.Cause{Code: "a", Title: strings.Repeat("é", 61)}), call.ReasonError{Stage: "own", Cause: "a", Why: "title-too-long"}},
		"title twice":        {one(fine, call.Cause{Code: "b", Title: "a "}), call.ReasonError{Stage: "own", Cause: "b", Why: "title-twice"}},
		"bare other":         {one(call.Cause{Code: "rest", Title: "Other"}), call.ReasonError{Stage: "own", Cause: "rest", Why: "bare-other"}},
		"bare, in Spanish":   {one(call.Cause{Code: "rest", Title: "Otra cosa…"}), call.ReasonError{Stage: "own", Cause: "rest", Why: "bare-other"}},
		"bare by its code":   {one(call.Cause{Code: "other", Title: "Fax"}), call.ReasonError{Stage: "own", Cause: "other", Why: "bare-other"}},
		"stage of the rest":  {own(call.Stage{Code: "rest", Title: "Various", Causes: []call.Cause{fine}}), call.ReasonError{Stage: "rest", Why: "bare-other"}},
		"no causes":          {one(), call.ReasonError{Stage: "own", Why: "no-causes"}},
		"all causes hidden":  {one(call.Cause{Code: "a", Title: "A", Hidden: true}), call.ReasonError{Stage: "own", Why: "no-causes"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := errors.AsType[*call.ReasonError](test.list.Check())
			if !ok {
				t.Fatal("it is taken")
			}
			if diff := cmp.Diff(test.want, *got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if err := one(call.Cause{Code: "rest", Title: "Other", NeedsDetail: true}).Check(); err != nil {
		t.Errorf("an other that asks for a word: %v", err)
	}
}

func TestARefusedEditLeavesTheList(t *testing.T) {
	before := must(t)(call.Reasons{}.AddStage(call.Stage{Title: "Own", Causes: []call.Cause{{Title: "Only"}}}))
	for name, edit := range map[string]func() (call.Reasons, error){
		"hide the only cause":   func() (call.Reasons, error) { return before.Hide(reason("own", "only"), true) },
		"remove the only cause": func() (call.Reasons, error) { return before.Remove(reason("own", "only"), none) },
		"unknown cause":         func() (call.Reasons, error) { return before.Rename(reason("own", "x"), "X") },
		"unknown stage":         func() (call.Reasons, error) { return before.AddCause("x", call.Cause{Title: "X"}) },
		"to nothing":            func() (call.Reasons, error) { return before.Rename(reason("own", "only"), "") },
	} {
		after, err := edit()
		if _, ok := errors.AsType[*call.ReasonError](err); !ok {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(before.All(), after.All()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	all := call.DefaultReasons()
	var err error
	for _, stage := range call.Stages() {
		if all, err = all.Hide(reason(stage.Code, ""), true); err != nil {
			break
		}
	}
	if why, _ := errors.AsType[*call.ReasonError](err); why == nil || why.Why != "no-stages" {
		t.Errorf("with every stage hidden: %v", err)
	}
}

func TestACodeInUseIsHiddenNeverRemoved(t *testing.T) {
	r := must(t)(call.Reasons{}.AddStage(call.Stage{Title: "Own", Causes: []call.Cause{{Title: "A"}, {Title: "B"}, {Title: "C"}}}))
	used := func(r client.Reason) bool { return r == reason("own", "a") }
	for what, stays := range map[client.Reason]bool{
		reason("own", "a"):          true, // a call has it
		reason("own", "b"):          false,
		reason("sign-in", "locked"): true, // the program's own
	} {
		after := must(t)(r.Remove(what, used))
		if _, _, found := after.Find(what); found != stays {
			t.Errorf("%v: found is %v", what, found)
		}
		if slices.Contains(codes(after.Visible()), what.Stage+"/"+what.Cause) {
			t.Errorf("%v is still offered", what)
		}
	}
	for what, stays := range map[string]bool{"own": true, "leave": true} {
		after := must(t)(r.Remove(reason(what, ""), used))
		if kept := slices.ContainsFunc(after.All(), func(s call.Stage) bool { return s.Code == what }); kept != stays {
			t.Errorf("%s: kept is %v", what, kept)
		}
	}
	if after := must(t)(r.Remove(reason("own", ""), none)); len(after.All()) != len(call.Stages()) {
		t.Error("an own stage without calls stays")
	}
}

func TestAListFromElsewhereMustHaveWhatCallsHave(t *testing.T) {
	before := must(t)(call.Reasons{}.AddStage(call.Stage{Title: "Own", Causes: []call.Cause{{Title: "A"}, {Title: "B"}}}))
	used := func(r client.Reason) bool { return r == reason("own", "a") }
	after := must(t)(before.Remove(reason("own", "b"), used))
	if err := after.Follows(before, used); err != nil {
		t.Errorf("without the unused one: %v", err)
	}
	err := call.DefaultReasons().Follows(before, used)
	want := call.ReasonError{Stage: "own", Cause: "a", Why: "removed"}
	if got, _ := errors.AsType[*call.ReasonError](err); got == nil || *got != want {
		t.Errorf("without the used one: %v", err)
	}
}

func TestAnOlderListGetsWhatTheProgramLearned(t *testing.T) {
	old := call.Reasons{Stages: []call.Stage{{Code: "sign-in", Title: "Sign in", Causes: []call.Cause{
		{Code: "sign-in-other", Title: "Something else (say what)", NeedsDetail: true},
		{Code: "lost", Title: "locked after WRONG passwords"}, // the clinic's own words for a later code
	}}}}
	if err := old.Check(); err != nil {
		t.Fatal(err)
	}
	if len(codes(old.All())) != len(codes(call.Stages()))+1 {
		t.Errorf("%v", codes(old.All()))
	}
	if slices.Contains(codes(old.Visible()), "sign-in/locked") || !slices.Contains(codes(old.Visible()), "sign-in/password") {
		t.Errorf("offered: %v", codes(old.Visible()))
	}
}

func TestMissingPartsOfAReason(t *testing.T) {
	r := must(t)(call.Reasons{}.Hide(reason("sign-in", "locked"), true))
	for name, test := range map[string]struct {
		reason client.Reason
		want   []call.Part
	}{
		"nothing":            {client.Reason{}, []call.Part{call.PartReason}},
		"another stage's":    {reason("use", "locked"), []call.Part{call.PartReason}},
		"hidden in the call": {reason("sign-in", "locked"), nil},
		"a word is asked":    {reason("use", "use-other"), []call.Part{call.PartDetail}},
		"a word is given":    {client.Reason{Stage: "use", Cause: "use-other", Detail: "fax"}, nil},
	} {
		if diff := cmp.Diff(test.want, r.Missing(test.reason)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
