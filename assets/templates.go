package assets

import "embed"

// Templates are "templates/LANGUAGE/SHORT.txt": the note templates that come with the program. Package template reads
// them.
//
//go:embed templates
var Templates embed.FS
