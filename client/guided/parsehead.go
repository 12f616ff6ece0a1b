package guided

import (
	"slices"
	"strings"

	"portaldesk/client"
)

func (p *parser) head(line string) error {
	key, value, err := p.keyed(line, "guide", "product", "vendor")
	if err != nil {
		return err
	}
	switch key {
	case "guide":
		if value != version {
			return p.fail("this program reads guides of form %s", version)
		}
		return nil
	case "product":
		return p.set(&p.guide.Product, value)
	default:
		return p.set(&p.guide.Vendor, value)
	}
}

func (p *parser) statusWord(line string) error {
	word, status, found := strings.Cut(line, "=")
	word, status = strings.TrimSpace(word), strings.ToLower(strings.TrimSpace(status))
	if !found || word == "" {
		return p.fail("expected: the vendor's word = one of %s", joined(statuses))
	}
	if !slices.Contains(statuses, client.Status(status)) {
		return p.fail("%q is no state; there are: %s", status, joined(statuses))
	}
	p.guide.Words = append(p.guide.Words, StatusWord{word, client.Status(status)})
	return p.once("the word " + strings.ToLower(word))
}

func joined(words []client.Status) string {
	text := make([]string, len(words))
	for i, word := range words {
		text[i] = string(word)
	}
	return strings.Join(text, ", ")
}
