package guided

import (
	"regexp"
	"strconv"
)

func (p *parser) section(title string) error {
	if err := p.close(); err != nil {
		return err
	}
	about, known := sectionOf(title)
	if !known && title != sectionWords && title != sectionCodes {
		return p.fail("there is no section [%s]; there are: %s", title, titles())
	}
	p.title, p.about, p.entry = title, about, Entry{}
	return p.once("[" + title + "]")
}

// close ends the section it is in.
func (p *parser) close() error {
	if p.about.ability == "" {
		return nil
	}
	at := &GuideError{Line: p.seen["["+p.title+"]"]}
	switch e := p.entry; {
	case len(e.Steps) == 0 && e.Cannot == "":
		at.Why = "[" + p.title + "] has neither steps nor \"cannot:\""
	case len(e.Steps) > 0 && (e.Cannot != "" || e.Instead != ""):
		at.Why = "[" + p.title + "] has steps, and says that it cannot be done"
	case len(e.Steps) == 0 && e.Instead == "":
		at.Why = "[" + p.title + "] says what cannot be done, and not \"instead:\" what to do"
	case len(e.Steps) == 0 && e.Then != "":
		at.Why = "[" + p.title + "] has \"then:\" without steps"
	default:
		p.guide.Entries[p.about.ability] = p.entry
		return nil
	}
	return at
}

var numbered = regexp.MustCompile(`^(\d{1,3})[.)]\s+(.+)$`)

func (p *parser) ability(line string) error {
	if m := numbered.FindStringSubmatch(line); m != nil {
		return p.step(m[1], m[2])
	}
	key, value, err := p.keyed(line, "then", "cannot", "instead")
	if err != nil {
		return p.fail("expected a step (\"1. …\") or one of: then:, cannot:, instead:, each once")
	}
	into := map[string]*string{"then": &p.entry.Then, "cannot": &p.entry.Cannot, "instead": &p.entry.Instead}
	return p.set(into[key], value)
}

func (p *parser) step(number, text string) error {
	switch next := strconv.Itoa(len(p.entry.Steps) + 1); {
	case p.about.readable:
		return p.fail("[%s] is looked at in the console: say only \"cannot:\" and \"instead:\"", p.title)
	case number != next:
		return p.fail("step %s stands where step %s is expected", number, next)
	case len(p.entry.Steps) == maxSteps:
		return p.fail("more than %d steps", maxSteps)
	}
	p.entry.Steps = append(p.entry.Steps, "")
	return p.set(&p.entry.Steps[len(p.entry.Steps)-1], text)
}
