package assets

import "embed"

// Drills are "drills/NAME.toml": callers to practise with, honest and hostile. Package drill reads them.
//
//go:embed drills/*.toml
var Drills embed.FS
