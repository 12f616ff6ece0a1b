// Package assets holds what the program shows and did not draw itself.
package assets

import "embed"

// Icon is the program's icon, a PNG of 512 by 512 pixels.
//
//go:embed icon.png
var Icon []byte

// Guides are "guides/NAME.txt": how the portals of vendors without an API are worked by hand. Package guided reads them.
//
//go:embed guides/*.txt
var Guides embed.FS
