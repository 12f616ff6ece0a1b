package diagnosis

import (
	"fmt"
	"slices"
	"sync"

	"github.com/expr-lang/expr/vm"

	assets "portaldesk/assets/diagnosis"
)

// Step is one thing the caller can try. Ask and Line are keys of the translation without blanks: what the agent asks, and
// how the note says it ("other browser").
type Step struct {
	ID   string
	Ask  string
	Line string
}

// Checklist is what a caller can try where nothing is found. It never changes, and may be asked from any goroutine.
type Checklist struct{ steps []listed }

// listed is a step with when it is worth trying, and when it comes before the others; nil for always and for never.
type listed struct {
	Step
	when, first *vm.Program
}

// OurChecklist is the one that comes with the program.
var OurChecklist = sync.OnceValue(func() *Checklist {
	list, _ := readChecklist(assets.Checklist) // a test holds that nothing is wrong with it
	return list
})

// Steps are those that fit the case, the most promising first.
func (l *Checklist) Steps(c Case) []Step {
	w, machine := wordsOf(c), &vm.VM{MemoryBudget: memoryBudget}
	var first, rest []Step
	for _, step := range l.steps {
		switch {
		case !holds(machine, step.when, w, true):
		case holds(machine, step.first, w, false):
			first = append(first, step.Step)
		default:
			rest = append(rest, step.Step)
		}
	}
	return append(first, rest...)
}

// holds asks an expression; one that is not there, or cannot be worked out, holds as told.
func holds(machine *vm.VM, program *vm.Program, w *words, otherwise bool) bool {
	if program == nil {
		return otherwise
	}
	answer, err := machine.Run(program, w)
	if err != nil {
		return otherwise
	}
	return answer == true
}

func readChecklist(data []byte) (*Checklist, []Fault) {
	tables, fault := tables(data, "step")
	if fault != nil {
		return &Checklist{}, []Fault{*fault}
	}
	list, faults := &Checklist{}, []Fault(nil)
	for i, table := range tables {
		step, wrong := readStep(table)
		if slices.ContainsFunc(list.steps, func(other listed) bool { return other.ID == step.ID }) {
			wrong = append(wrong, Fault{Key: "id", Problem: "another step has the same id"})
		}
		for _, fault := range wrong {
			fault.Rule = fmt.Sprintf("number %d", i+1)
			faults = append(faults, fault)
		}
		if len(wrong) == 0 {
			list.steps = append(list.steps, step)
		}
	}
	return list, faults
}

func readStep(table map[string]any) (step listed, faults []Fault) {
	texts := map[string]*string{"id": &step.ID, "ask": &step.Ask, "line": &step.Line}
	programs := map[string]**vm.Program{"when": &step.when, "first": &step.first}
	for key, value := range table {
		text, ok := value.(string)
		field, isText := texts[key]
		program, isProgram := programs[key]
		switch {
		case !ok || !isText && !isProgram:
			faults = append(faults, Fault{Key: key, Problem: "is no key of a step, or no text"})
		case isText:
			*field = text
		default:
			made, p := compile(text, yesOrNo)
			if *program = made; p != nil {
				faults = append(faults, Fault{Key: key, Line: p.line, Column: p.column, Problem: p.what})
			}
		}
	}
	if !codeForm.MatchString(step.ID) || step.Ask == "" || step.Line == "" {
		faults = append(faults, Fault{Key: "id", Problem: "a step needs an id, what to ask, and a line for the note"})
	}
	return step, faults
}
