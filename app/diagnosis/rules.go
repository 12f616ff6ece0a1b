package diagnosis

import (
	"slices"
	"sync"

	"github.com/expr-lang/expr/vm"

	assets "portaldesk/assets/diagnosis"
)

// Rules are the causes that are looked for. They never change, and may be asked from any goroutine.
type Rules struct{ rules []rule }

// Ours are the rules that come with the program. They are compiled the first time they are asked for, which takes some
// milliseconds.
var Ours = sync.OnceValue(func() *Rules {
	rules, _ := (&Rules{}).With("rules.toml", assets.Rules) // a test holds that none of them is left out
	return rules
})

// Find lists what our own rules find. [Rules.Find] says in which order.
func Find(c Case) []Finding { return Ours().Find(c) }

// Find lists what is found: the gravest first, then the surest, then the most recent, then in the order of the rules.
func (r *Rules) Find(c Case) []Finding {
	w, machine := wordsOf(c), &vm.VM{MemoryBudget: memoryBudget}
	var findings []Finding
	for _, rule := range r.rules {
		if finding, found := rule.find(machine, w, c.About); found {
			findings = append(findings, finding)
		}
	}
	slices.SortStableFunc(findings, byRank(c.ReadAt))
	return findings
}

// at is where the rule with the code stands, -1 when there is none.
func (r *Rules) at(code string) int {
	return slices.IndexFunc(r.rules, func(rule rule) bool { return rule.Code == code })
}
