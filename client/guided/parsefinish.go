package guided

import (
	"maps"
	"slices"

	"portaldesk/client"
)

// finish checks the guide as a whole and fills in what its blanks stand for.
func (p *parser) finish() error {
	if err := p.close(); err != nil {
		return err
	}
	_, versioned := p.seen[" guide:"]
	switch issues := p.guide.Entries[client.IssuesAccessCode]; {
	case !versioned:
		return &GuideError{0, "it must begin with \"guide: " + version + "\""}
	case p.guide.Product == "":
		return &GuideError{0, "it does not name a \"product:\""}
	case len(issues.Steps) > 0 && (p.codes.hours == 0 || len(p.codes.channels) == 0):
		return &GuideError{p.seen["[issue access code]"], "access codes are issued, and [access codes] does not say their \"life:\" and \"by:\" which ways"}
	}
	for _, channel := range p.codes.channels {
		p.guide.CodeHours[channel] = p.codes.hours
	}
	return p.fill()
}

func (p *parser) fill() error {
	meaning := map[string]string{"product": p.guide.Product, "vendor": p.guide.Vendor, "code life": p.codes.life}
	var missing string
	filled := func(text string) string {
		return blanks.ReplaceAllStringFunc(text, func(blank string) string {
			name := blanks.FindStringSubmatch(blank)[1]
			if meaning[name] == "" {
				missing = name
			}
			return meaning[name]
		})
	}
	for _, ability := range slices.Collect(maps.Keys(p.guide.Entries)) {
		e := p.guide.Entries[ability]
		for i := range e.Steps {
			e.Steps[i] = filled(e.Steps[i])
		}
		e.Then, e.Cannot, e.Instead = filled(e.Then), filled(e.Cannot), filled(e.Instead)
		p.guide.Entries[ability] = e
	}
	if missing != "" {
		return &GuideError{0, "{{" + missing + "}} is used, and the guide does not say it"}
	}
	return nil
}
