package main

import (
	"fmt"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// notes are what the cells have no room for, numbered as they come; the same note keeps its number.
type notes struct {
	numbered []string
	products []string
}

// ref is the number of a note, as a cell shows it.
func (n *notes) ref(text string) string {
	i := slices.Index(n.numbered, text)
	if i < 0 {
		i = len(n.numbered)
		n.numbered = append(n.numbered, text)
	}
	return fmt.Sprintf(" (%d)", i+1)
}

func (n *notes) product(s server) {
	n.products = append(n.products, s.name+" is "+plain(s.product)+".")
}

func (n *notes) list() string {
	var out strings.Builder
	if len(n.products) > 0 {
		out.WriteString("\n" + strings.Join(n.products, " ") + "\n")
	}
	for i, text := range n.numbered {
		if i == 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(&out, "%d. %s\n", i+1, text)
	}
	return out.String()
}

// plain takes out of a text what Markdown would understand.
func plain(text string) string {
	return strings.NewReplacer("|", "/", "\n", " ", "<", "", ">", "", "`", "'", "*", "", "[", "(", "]", ")").Replace(text)
}

// ability is what one server does about one ability.
func (n *notes) ability(s server, ability client.Ability) string {
	var alone, all []portaltest.Result
	for _, result := range s.results {
		if result.Group == together || !slices.Contains(result.Abilities, ability) {
			continue
		}
		if all = append(all, result); len(result.Abilities) == 1 {
			alone = append(alone, result)
		}
	}
	if len(with(all, portaltest.Failed)) == 0 && len(alone) > 0 {
		all = alone // a test of two abilities says less of each
	}
	if refused := with(all, portaltest.NotOffered); len(refused) > 0 && len(with(all, portaltest.Failed)) == 0 {
		return "no" + n.because(refused[0].Why)
	}
	return n.cell(all)
}

// group is how one server does in a group of tests.
func (n *notes) group(s server, name string) string {
	found := slices.DeleteFunc(slices.Clone(s.results), func(r portaltest.Result) bool {
		return r.Group != name || name != together && len(r.Abilities) > 0
	})
	cell := n.cell(found)
	if refused := with(found, portaltest.NotOffered); cell == "yes" && len(refused) > 0 {
		return cell + n.ref("Not "+plain(strings.Join(names(refused), ", ")+": "+refused[0].Why)+".")
	}
	return cell
}

func (n *notes) cell(results []portaltest.Result) string {
	failed, passed := with(results, portaltest.Failed), with(results, portaltest.Passed)
	switch {
	case len(failed) > 0:
		return "**failed**" + n.ref("Failed: "+plain(strings.Join(names(failed), "; "))+".")
	case slices.ContainsFunc(passed, func(r portaltest.Result) bool { return strings.HasPrefix(r.Why, "by hand") }):
		return "by hand"
	case len(passed) > 0:
		return "yes"
	case len(results) > 0:
		return "not tried" + n.because(results[0].Why)
	}
	return "not tried"
}

func (n *notes) because(why string) string {
	if why == "" {
		return ""
	}
	why = strings.TrimSuffix(plain(why), ".")
	return n.ref(strings.ToUpper(why[:1]) + why[1:] + ".")
}

func with(results []portaltest.Result, outcome portaltest.Outcome) []portaltest.Result {
	return slices.DeleteFunc(slices.Clone(results), func(r portaltest.Result) bool { return r.Outcome != outcome })
}

func names(results []portaltest.Result) []string {
	found := make([]string, len(results))
	for i, result := range results {
		found[i] = result.Group + ", " + result.Test
	}
	return found
}
