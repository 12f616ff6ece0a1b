package diagnosis

import (
	"time"

	"github.com/expr-lang/expr/vm"

	"portaldesk/app/operation"
	"portaldesk/client"
)

// written is a rule as it stands in a file.
type written struct {
	Code, Severity, Sure, When, Sentence, Tell, Mends, Otherwise string
	Evidence                                                     []string
	Facts                                                        map[string]string
}

// rule is a rule that can be asked.
type rule struct {
	written
	severity Severity
	sure     Sureness
	// abilities are those of the operation that mends it, any one of which will do.
	abilities []client.Ability
	when      *vm.Program
	evidence  []*vm.Program
	facts     map[string]*vm.Program
}

// find asks the rule. What cannot be worked out, or would leave a blank in the sentence, is not found.
func (r rule) find(machine *vm.VM, w *words, about client.About) (Finding, bool) {
	if found, err := machine.Run(r.when, w); err != nil || found != true {
		return Finding{}, false
	}
	facts, filled := r.fill(machine, w)
	if !filled {
		return Finding{}, false
	}
	finding := Finding{
		Code: r.Code, Severity: r.severity, Sure: r.sure, Sentence: r.Sentence, Tell: r.Tell, Facts: facts,
		Mends: operation.ID(r.Mends), Evidence: r.support(machine, w),
	}
	if r.Mends != "" && !anyOffered(about, r.abilities) {
		finding.Mends, finding.Tell = "", r.Otherwise
	}
	return finding, true
}

// fill works the facts out; ok is false when one is not known.
func (r rule) fill(machine *vm.VM, w *words) (facts map[string]any, ok bool) {
	facts = make(map[string]any, len(r.facts))
	for name, program := range r.facts {
		fact, err := machine.Run(program, w)
		if err != nil || fact == "" || fact == (time.Time{}) {
			return nil, false
		}
		facts[name] = fact
	}
	return facts, true
}

func (r rule) support(machine *vm.VM, w *words) (evidence []Evidence) {
	for _, program := range r.evidence {
		if found, err := machine.Run(program, w); err == nil {
			more, _ := found.([]Evidence)
			evidence = append(evidence, more...)
		}
	}
	return evidence[:min(len(evidence), MostEvidence)]
}

func anyOffered(about client.About, abilities []client.Ability) bool {
	for _, ability := range abilities {
		if offers(about, ability) {
			return true
		}
	}
	return false
}
