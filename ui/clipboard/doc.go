// Package clipboard puts secrets onto the clipboard in a way that programs which keep what was copied leave them out, where the
// system has one: on Windows the clipboard history, the cloud clipboard and other monitors. The toolkit's own clipboard holds
// text only.
package clipboard
