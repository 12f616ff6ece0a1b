package loopback

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

const style = `:root{color-scheme:light dark;font:17px/1.5 system-ui,sans-serif}` +
	`body{margin:0;min-height:100vh;display:grid;place-items:center;background:light-dark(#f4f6f8,#15191d);color:light-dark(#1c2430,#e6eaee)}` +
	`main{max-width:26rem;padding:2rem}h1{font-size:1.35rem;margin:0 0 .5rem}p{margin:0}`

// script takes the answer out of the address bar and the history, and closes the page where the browser lets it.
const script = `history.replaceState(null,"","/");window.close()`

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
	`<title>Portaldesk</title><style>` + style + `</style><main><h1>%s</h1><p>%s</p></main><script>` + script + `</script></html>`

// policy lets the page's own style and script run, and nothing else.
var policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; style-src " + source(style) +
	"; script-src " + source(script)

func source(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// show is the page at the end of a sign-in.
func show(w http.ResponseWriter, good bool) {
	title, text := "You are signed in", "You can close this page and go back to Portaldesk."
	if !good {
		title, text = "You are not signed in", "Go back to Portaldesk: it says why. You can close this page."
	}
	body := fmt.Sprintf(page, title, text)
	guard(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = io.WriteString(w, body)
	// The port closes as soon as this is on its way.
	_ = http.NewResponseController(w).Flush()
}

func refuse(w http.ResponseWriter, status int) {
	guard(w)
	http.Error(w, http.StatusText(status), status)
}

func guard(w http.ResponseWriter) {
	for name, value := range map[string]string{
		"Cache-Control":           "no-store",
		"Content-Security-Policy": policy,
		"Referrer-Policy":         "no-referrer",
		"X-Content-Type-Options":  "nosniff",
	} {
		w.Header().Set(name, value)
	}
}
