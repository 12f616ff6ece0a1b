package scim

import (
	"strings"
	"unicode"
)

// filter is a condition on accounts (RFC 7644, 3.4.2.2).
type filter interface {
	String() string
	// simplest are single comparisons of which at least one holds wherever the filter does: for servers that take no more.
	simplest() []comparison
}

// comparison compares what stands at a path.
type comparison struct {
	path  path
	op    string // "eq", "sw", "co"
	value string
	flag  bool // the value is true or false
}

// compare makes a comparison that can be written without escaping: of a value with a quotation mark or a backslash it takes
// the longest part without one, and asks for more than was meant. nil when nothing is left.
func compare(p path, op, value string) filter {
	part := longest(value)
	switch {
	case part == "":
		return nil
	case part == value:
	case strings.HasPrefix(value, part) && op != "co":
		op = "sw"
	default:
		op = "co"
	}
	return comparison{path: p, op: op, value: part}
}

func isFlag(p path, value string) filter {
	return comparison{path: p, op: "eq", value: value, flag: true}
}

func longest(value string) string {
	best := ""
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return r == '"' || r == '\\' || unicode.IsControl(r) }) {
		if len(part) > len(best) {
			best = part
		}
	}
	return best
}

func (c comparison) String() string {
	value := c.value
	if !c.flag {
		value = `"` + value + `"`
	}
	if c.path.key == "" {
		return c.path.String() + " " + c.op + " " + value
	}
	return c.path.attribute() + "[" + c.path.key + ` eq "` + c.path.want + `" and ` + c.path.leaf() + " " + c.op + " " + value + "]"
}

func (c comparison) simplest() []comparison { return []comparison{c} }

// anyOf holds where one of its filters does, allOf where all of them do.
type (
	anyOf []filter
	allOf []filter
)

// either leaves out what is no filter; nil when nothing is left. What is an alternative already is not nested: not every
// server reads brackets within brackets.
func either(filters ...filter) filter {
	var kept []filter
	for _, f := range present(filters) {
		if alternatives, ok := f.(anyOf); ok {
			kept = append(kept, alternatives...)
			continue
		}
		kept = append(kept, f)
	}
	switch len(kept) {
	case 0:
		return nil
	case 1:
		return kept[0]
	}
	return anyOf(kept)
}

// both is nil when one of its filters is: what cannot be asked for cannot be found.
func both(filters ...filter) filter {
	kept := present(filters)
	switch {
	case len(kept) < len(filters) || len(kept) == 0:
		return nil
	case len(kept) == 1:
		return kept[0]
	}
	return allOf(kept)
}

func present(filters []filter) []filter {
	var kept []filter
	for _, f := range filters {
		if f != nil {
			kept = append(kept, f)
		}
	}
	return kept
}

// String needs no brackets: "and" binds before "or" (RFC 7644, 3.4.2.2).
func (a anyOf) String() string { return joined(a, " or ") }

func (a anyOf) simplest() []comparison {
	var all []comparison
	for _, f := range a {
		all = append(all, f.simplest()...)
	}
	return all
}

func (a allOf) String() string { return joined(a, " and ") }

// simplest are those of the part that asks for the longest value: fewest accounts have that.
func (a allOf) simplest() []comparison {
	var best []comparison
	for _, f := range a {
		if own := f.simplest(); len(best) == 0 || weight(own) > weight(best) {
			best = own
		}
	}
	return best
}

func weight(comparisons []comparison) int {
	longest := 0
	for _, c := range comparisons {
		if !c.flag {
			longest = max(longest, len(c.value))
		}
	}
	return longest
}

func joined(filters []filter, with string) string {
	texts := make([]string, len(filters))
	for i, f := range filters {
		texts[i] = f.String()
		if _, alternative := f.(anyOf); alternative {
			texts[i] = "(" + texts[i] + ")"
		}
	}
	return strings.Join(texts, with)
}
