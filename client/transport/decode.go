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
	errTooMany   = errors.New("the answer has more entries than are taken")
	errWrongType = errors.New("the answer does not have the shape that the contract promises")
)

// readBounded reads at most limit bytes; more is errTooLarge. An answer that says itself that it is longer is not begun. announced is
// its length, -1 where it does not say.
func readBounded(body io.Reader, announced, limit int64) ([]byte, error) {
	if announced > limit {
		return nil, errTooLarge
	}
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
func decode(body []byte, out any) error { return decodeUpTo(maxEntries, body, out) }

// decodeUpTo is decode for an answer whose lists may have so many entries.
func decodeUpTo(entries int, body []byte, out any) error {
	body = bytes.TrimSpace(body)
	if !utf8.Valid(body) || len(body) == 0 || body[0] != '{' && body[0] != '[' {
		return errNotJSON
	}
	if !json.Valid(body) {
		return errNotJSON
	}
	if err := measure(body).fault(entries); err != nil {
		return err
	}
	if err := json.Unmarshal(body, out); err != nil {
		return errWrongType
	}
	return nil
}
