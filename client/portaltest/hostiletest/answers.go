package hostiletest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"
)

const gigabyte = 1 << 30

// way is one in which a server does harm. may: a client may make sense of it, and answer without an error.
type way struct {
	answer func(s *Server, friendly http.Handler) http.Handler
	may    bool
}

// ways are all of them. Those that bend what the friendly server says pass it through a change of its JSON.
var ways = map[string]way{
	"a gigabyte":                {answer: always(huge(strconv.Itoa(gigabyte)))},
	"an endless stream":         {answer: always(huge(""))},
	"a gigabyte in a megabyte":  {answer: always(bomb)},
	"very slow":                 {answer: always(slow)},
	"100,000 levels":            {answer: always(says(strings.Repeat(`{"a":[`, 50_000)))},
	"closed 100,000 levels":     {answer: always(says(strings.Repeat(`[`, 100_000) + strings.Repeat(`]`, 100_000)))},
	"very many entries":         {answer: always(says(many(`{}`))), may: true},
	"very many nulls":           {answer: always(says(many(`null`))), may: true},
	"very many members":         {answer: always(says(members())), may: true},
	"very many entries, a list": {answer: always(says(`[{}` + strings.Repeat(`,{}`, 1_200_000) + `]`)), may: true},
	"other types":               {answer: bent(otherType), may: true},
	"invalid UTF-8":             {answer: bent(func(v any) any { return marked(v, placeOfBad) })},
	"control and bidi":          {answer: bent(func(v any) any { return marked(v, "\u202e\u2066\x07\x1b[2J\u200f") }), may: true},
	"to another host, 302":      {answer: away(http.StatusFound, func(s *Server) string { return s.https.URL })},
	"to another host, 307":      {answer: away(http.StatusTemporaryRedirect, func(s *Server) string { return s.https.URL })},
	"to another host, 308":      {answer: away(http.StatusPermanentRedirect, func(s *Server) string { return s.https.URL })},
	"down to http":              {answer: away(http.StatusTemporaryRedirect, func(s *Server) string { return s.http.URL })},
	"huge headers":              {answer: always(headers)},
	"endless 1xx":               {answer: always(informational)},
	"too short":                 {answer: short},
	"HTML, 200":                 {answer: always(html)},
}

func always(handler http.HandlerFunc) func(*Server, http.Handler) http.Handler {
	return func(*Server, http.Handler) http.Handler { return handler }
}

// jsonType is taken by every client.
func jsonType(w http.ResponseWriter, r *http.Request) {
	kind := "application/json"
	for _, own := range []string{"application/scim+json", "application/fhir+json"} {
		if strings.Contains(r.Header.Get("Accept"), own) {
			kind = own
		}
	}
	w.Header().Set("Content-Type", kind)
}

func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		jsonType(w, r)
		_, _ = io.WriteString(w, body)
	}
}

// huge writes as much as is taken, of a text that never ends.
func huge(length string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		jsonType(w, r)
		if length != "" {
			w.Header().Set("Content-Length", length)
		}
		_, err := io.WriteString(w, `{"name":"`)
		block := []byte(strings.Repeat(planted, 8<<10))
		for written := 0; err == nil && written < gigabyte-len(block); written += len(block) {
			_, err = w.Write(block)
		}
	}
}

// bombed is a gigabyte of blanks, packed.
var bombed = sync.OnceValue(func() []byte {
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	block := bytes.Repeat([]byte(" "), 1<<20)
	for range gigabyte / len(block) {
		_, _ = zip.Write(block)
	}
	_ = zip.Close()
	return packed.Bytes()
})

func bomb(w http.ResponseWriter, r *http.Request) {
	jsonType(w, r)
	w.Header().Set("Content-Encoding", "gzip")
	_, _ = w.Write(bombed())
}

// slow says a letter now and then, until nobody listens any more.
func slow(w http.ResponseWriter, r *http.Request) {
	jsonType(w, r)
	for r.Context().Err() == nil {
		_, _ = io.WriteString(w, " ")
		w.(http.Flusher).Flush()
		time.Sleep(patience / 20)
	}
}

// many are entries in every list that a client may look into: 3 bytes each here, and a whole record each once they are read.
func many(entry string) string {
	const each = 200_000
	lists := []string{"items", "Resources", "entry", "keys", "receipts", "identities"}
	var body strings.Builder
	body.WriteString(`{"resourceType":"Bundle","type":"searchset","totalResults":1`)
	for _, list := range lists {
		body.WriteString(`,"` + list + `":[` + entry + strings.Repeat(`,`+entry, each/len(entry)*2) + `]`)
	}
	return body.String() + "}"
}

func members() string {
	var body strings.Builder
	body.WriteString(`{"id":"x"`)
	for i := range 250_000 {
		body.WriteString(`,"` + strconv.Itoa(i) + `":{}`)
	}
	return body.String() + "}"
}

func away(status int, to func(*Server) string) func(*Server, http.Handler) http.Handler {
	return func(s *Server, _ http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to(s)+"/"+planted, status) })
	}
}

func headers(w http.ResponseWriter, r *http.Request) {
	for i := range 1000 {
		w.Header().Set("X-"+strconv.Itoa(i), strings.Repeat(planted, 200))
	}
	says(`{}`)(w, r)
}

func informational(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Link", "<"+planted+">")
	for r.Context().Err() == nil {
		w.WriteHeader(http.StatusEarlyHints)
		w.(http.Flusher).Flush()
	}
}

// short breaks off before the end that it promised.
func short(_ *Server, friendly http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kept := httptest.NewRecorder()
		friendly.ServeHTTP(kept, r)
		jsonType(w, r)
		w.Header().Set("Content-Length", strconv.Itoa(kept.Body.Len()+1000))
		_, _ = w.Write(kept.Body.Bytes())
	})
}

func html(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	_, _ = io.WriteString(w, "<!DOCTYPE html><title>"+planted+"</title>")
}

// placeOfBad stands for bytes that are no UTF-8, which JSON in memory cannot have.
const placeOfBad = "\ue000"

// bent changes every value that the friendly server answers.
func bent(change func(any) any) func(*Server, http.Handler) http.Handler {
	return func(_ *Server, friendly http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			kept := httptest.NewRecorder()
			friendly.ServeHTTP(kept, r)
			var value any
			_ = json.Unmarshal(kept.Body.Bytes(), &value)
			body, _ := json.Marshal(change(value))
			jsonType(w, r)
			w.WriteHeader(kept.Code)
			_, _ = w.Write(bytes.ReplaceAll(body, []byte(placeOfBad), []byte{0xff, 0xfe}))
		})
	}
}

// otherType makes texts of numbers, numbers of texts, and lists of what is neither.
func otherType(value any) any {
	switch v := value.(type) {
	case map[string]any:
		other := map[string]any{}
		for name, inner := range v {
			other[name] = otherType(inner)
		}
		return other
	case []any:
		return map[string]any{planted: v}
	case string:
		return 7
	case float64:
		return planted
	default:
		return []any{planted}
	}
}

// marked puts the mark into every text and every name.
func marked(value any, mark string) any {
	switch v := value.(type) {
	case map[string]any:
		other := map[string]any{planted + mark: mark}
		for name, inner := range v {
			other[name] = marked(inner, mark)
		}
		return other
	case []any:
		other := make([]any, len(v))
		for i, inner := range v {
			other[i] = marked(inner, mark)
		}
		return other
	case string:
		return v + mark
	default:
		return v
	}
}
