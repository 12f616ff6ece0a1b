package portaltest

import (
	"maps"
	"slices"
	"strings"

	"portaldesk/client"
)

// nobodys are texts that are nobody's name, number or address, made of what query languages, wildcards and terminals give a
// meaning to. A look-up finds nobody by them, or refuses them. None would do harm where one is obeyed: they are tried on
// portals in use, too.
var nobodys = map[string]string{
	"SQL, quote":               `zzqx' OR '1'='1`,
	"SQL, comment":             `zzqx'; SELECT 1; --`,
	"SCIM filter":              `zzqx" or active eq true or userName eq "`,
	"SCIM filter, bracket":     `zzqx") or (userName pr`,
	"LDAP filter":              `zzqx)(|(uid=*))`,
	"JSON":                     `{"zzqx": {"$ne": null}}`,
	"URL parameters":           `zzqx&max=100000&first=0#`,
	"path":                     `../../zzqx/%2e%2e/`,
	"quoted":                   `"zzqx`,
	"backslash":                `zzqx\`,
	"wildcard in front":        `*zzqx`,
	"wildcard behind":          `zzqx*`,
	"wildcards of SQL":         `zz%qx_`,
	"regular expression":       `zzqx.*|^.`,
	"wildcards alone":          `**`,
	"wildcards of SQL alone":   `%%`,
	"underscores alone":        `__`,
	"quotes alone":             `""`,
	"control characters":       "zzqx\x00\x07\x1b[31m\r\n\t",
	"text that is not UTF-8":   "zzqx\xff\xfe",
	"right to left, zero wide": "zzqx\u202e\u200b\ufeff",
	"template":                 `zzqx{{7*7}}${7*7}<script>`,
	"10 kB":                    strings.Repeat("zzqx ", 2048),
	"10 kB in one word":        strings.Repeat("zzqx", 2560),
	"query by id":              `id:zzqx`,
	"attribute query":          `zzqx:*`,
	"very many words":          strings.Repeat("z q ", 300),
}

// hostileTexts tries them all; afterwards the look-up must still be of use.
func (s *suite) hostileTexts(t *trial) {
	d := s.anybody(t)
	for _, what := range slices.Sorted(maps.Keys(nobodys)) {
		page, err := d.Search(t.Context(), client.Query{Text: nobodys[what], Limit: 10})
		switch {
		case err != nil && client.KindOf(err) != client.Invalid:
			t.Errorf("%s: %v", what, err)
		case len(onFile(page.Items)) > 0:
			t.Errorf("%s: %d found", what, len(onFile(page.Items)))
		}
	}
	s.nobodyFound(t)
	if sample, known := s.sample(Reachable, 0); known && sample.Says != nil {
		if rows := everyone(t, d, client.Query{Text: s.findable(t, sample), Limit: 100}); !slices.Contains(ids(rows), sample.ID) {
			t.Errorf("afterwards somebody who is there is not found")
		}
	}
}
