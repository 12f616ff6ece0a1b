// Package assets holds what the program shows and did not draw itself.
package assets

import _ "embed"

// Icon is the program's icon, a PNG of 512 by 512 pixels.
//
//go:embed icon.png
var Icon []byte
