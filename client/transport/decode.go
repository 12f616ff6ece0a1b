package transport

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"unicode/utf8"
)

// The reasons why an answer is not what the contract promises. None of them quotes the answer.
var (
	errTooLarge  = errors.New("the answer is larger than is taken")
	errNotJSON   = errors.New("the answer is not JSON in UTF-8")
	errTooDeep   = errors.New("the answer is nested too deeply")
	errWrongType = errors.New("the answer does not have the shape that the contract promises")
)

// maxDepth is far more than any answer of a contract needs, and far less than what costs.
const maxDepth = 64

// readBounded reads at most limit bytes; more is errTooLarge.
func readBounded(body io.Reader, limit int64) ([]byte, error) {
	read, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(read)) > limit {
		return nil, errTooLarge
	}
	return read, nil
}

// isType says whether the answer declares one of the media types.
func isType(header http.Header, types ...string) bool {
	declared, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return false
	}
	for _, want := range types {
		if declared == want {
			return true
		}
	}
	return false
}

// decode fills out from one JSON object or array. Whatever a hostile server sends ends in one of the errors above.
func decode(body []byte, out any) error {
	body = bytes.TrimSpace(body)
	if !utf8.Valid(body) || len(body) == 0 || body[0] != '{' && body[0] != '[' {
		return errNotJSON
	}
	if !json.Valid(body) {
		return errNotJSON
	}
	if depth(body) > maxDepth {
		return errTooDeep
	}
	if err := json.Unmarshal(body, out); err != nil {
		return errWrongType
	}
	return nil
}

// depth is how deeply the brackets of valid JSON nest, those in strings left out.
func depth(body []byte) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			deepest = max(deepest, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return deepest
}
