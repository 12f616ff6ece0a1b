package diagnosis

import (
	"slices"
	"strings"
	"testing"

	assets "portaldesk/assets/diagnosis"
)

// Codes and ids that are there twice are faults too.
func TestOurFilesAreRight(t *testing.T) {
	rules, faults := (&Rules{}).With("rules.toml", assets.Rules)
	list, more := readChecklist(assets.Checklist)
	for _, fault := range append(faults, more...) {
		t.Error(fault)
	}
	if len(rules.rules) < 30 || len(list.steps) < 10 {
		t.Errorf("%d rules, %d steps", len(rules.rules), len(list.steps))
	}
}

func TestEveryRuleOfOursSaysWhatItCan(t *testing.T) {
	for _, r := range Ours().rules {
		texts := r.Sentence + r.Tell + r.Otherwise
		for name := range r.Facts {
			if !strings.Contains(texts, "{{."+name+"}}") {
				t.Errorf("%s: no sentence has the fact %s", r.Code, name)
			}
		}
		if r.Mends != "" && r.Tell != "" && r.Otherwise == "" {
			t.Errorf("%s: what is told where the portal does not offer %s?", r.Code, r.Mends)
		}
		if r.severity == Blocks && r.Tell == "" {
			t.Errorf("%s keeps the patient out, and there is nothing to tell", r.Code)
		}
		if len(r.Evidence) == 0 && !slices.Contains(absences, r.Code) {
			t.Errorf("%s: nothing can support it", r.Code)
		}
	}
}

func TestSentencesAreWholeAndEachThereOnce(t *testing.T) {
	all := Sentences()
	for i, key := range all {
		if strings.TrimSpace(key) != key || key == "" {
			t.Errorf("%q", key)
		}
		if i > 0 && all[i-1] == key {
			t.Errorf("%q is there twice", key)
		}
	}
	for _, key := range []string{"Invited, but never activated.", "other browser", "The patient calls", "An older code was typed", "not possible"} {
		if !slices.Contains(all, key) {
			t.Errorf("%q is missing", key)
		}
	}
}

func TestEveryQuestionCanBeHeardByARule(t *testing.T) {
	for _, q := range Questions() {
		for _, choice := range q.Answers {
			source := "said." + string(q.Question) + ` == "` + string(choice.Answer) + `"`
			program, p := compile(source, yesOrNo)
			if p != nil {
				t.Errorf("%s: %+v", source, *p)
				continue
			}
			if answer, err := runOn(program, Case{Said: Said{q.Question: choice.Answer}}); answer != true || err != nil {
				t.Errorf("%s: %v, %v", source, answer, err)
			}
		}
	}
}
