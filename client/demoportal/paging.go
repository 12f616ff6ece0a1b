package demoportal

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"sort"
	"strconv"

	"portaldesk/client"
)

const (
	defaultLimit = 25
	maxLimit     = 100
)

// position is an entry's place in a list, ascending; no two entries of a list have the same. It does not move when other
// entries come or go, so pages neither repeat nor miss one.
type position [2]int64

func (a position) compare(b position) int {
	if order := cmp.Compare(a[0], b[0]); order != 0 {
		return order
	}
	return cmp.Compare(a[1], b[1])
}

// limit reads the page size asked for.
func (x *exchange) limit() (int, error) {
	text := x.request.URL.Query().Get("limit")
	if text == "" {
		return defaultLimit, nil
	}
	limit, err := strconv.Atoi(text)
	if err != nil || limit < 1 || limit > maxLimit {
		return 0, refuse("query-invalid", field("limit", "out-of-range"))
	}
	return limit, nil
}

// pageOf answers the page of all that the request asks for. All is in ascending order of position; question says which
// list it is, because a cursor is good for one list only.
func pageOf[E, T any](x *exchange, question string, all []E, at func(E) position, show func(E) T) (reply, error) {
	limit, err := x.limit()
	if err != nil {
		return reply{}, err
	}
	first := 0
	if cursor := x.request.URL.Query().Get("cursor"); cursor != "" {
		last, err := x.readCursor(question, cursor)
		if err != nil {
			return reply{}, err
		}
		first = sort.Search(len(all), func(i int) bool { return at(all[i]).compare(last) > 0 })
	}
	page := client.Page[T]{Items: []T{}, Total: len(all)}
	for _, entry := range all[first:min(len(all), first+limit)] {
		page.Items = append(page.Items, show(entry))
	}
	if end := first + len(page.Items); end < len(all) {
		page.Next = x.writeCursor(question, at(all[end-1]))
	}
	return ok(page), nil
}

// A cursor is the position of a page's last entry, and a keyed hash that ties it to its question.
func (x *exchange) writeCursor(question string, last position) string {
	text := binary.BigEndian.AppendUint64(nil, uint64(last[0]))
	text = binary.BigEndian.AppendUint64(text, uint64(last[1]))
	return base64.RawURLEncoding.EncodeToString(append(text, x.cursorMAC(question, text)...))
}

func (x *exchange) readCursor(question, cursor string) (position, error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(text) < 16 || !sameMAC(string(text[16:]), x.cursorMAC(question, text[:16])) {
		return position{}, refuse("cursor-unknown", field("cursor", "unknown"))
	}
	return position{int64(binary.BigEndian.Uint64(text)), int64(binary.BigEndian.Uint64(text[8:]))}, nil
}

func (x *exchange) cursorMAC(question string, text []byte) string {
	return x.portal.mac("cursor", x.endpoint.id+"\x00"+x.request.URL.Path+"\x00"+question, string(text))[:16]
}
