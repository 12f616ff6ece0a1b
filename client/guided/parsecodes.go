package guided

import (
	"regexp"
	"strconv"
	"strings"

	"portaldesk/client"
)

// codes are the access codes as the guide has them.
type codes struct {
	hours    int
	life     string
	channels []client.CodeChannel
}

// maxCodeDays is the longest that any portal's codes live (domain practice: 7 to 90 days).
const maxCodeDays = 90

var lifeForm = regexp.MustCompile(`^(\d{1,4}) (hour|hours|day|days)$`)

func (p *parser) code(line string) error {
	key, value, err := p.keyed(line, "life", "by")
	if err != nil {
		return err
	}
	if key == "by" {
		return p.handedOver(value)
	}
	m := lifeForm.FindStringSubmatch(strings.ToLower(value))
	if m == nil {
		return p.fail("expected a life such as \"7 days\" or \"36 hours\"")
	}
	hours, err := strconv.Atoi(m[1])
	if err != nil {
		return p.fail("expected a life such as \"7 days\" or \"36 hours\"")
	}
	if strings.HasPrefix(m[2], "day") {
		hours *= 24
	}
	if hours < 1 || hours > maxCodeDays*24 {
		return p.fail("codes live from 1 hour to %d days", maxCodeDays)
	}
	p.codes.hours, p.codes.life = hours, m[0]
	return nil
}

func (p *parser) handedOver(value string) error {
	for word := range strings.SplitSeq(value, ",") {
		channel, known := channels[strings.ToLower(strings.TrimSpace(word))]
		if !known {
			return p.fail("%q is no way to hand over a code; there are: voice, text, e-mail, post", strings.TrimSpace(word))
		}
		p.codes.channels = append(p.codes.channels, channel)
	}
	return nil
}
