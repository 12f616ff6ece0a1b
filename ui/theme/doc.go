// Package theme is how the desk looks: a calm blue-grey with one accent, light, dark and of high contrast, dense on an 8 pixel grid.
//
// Colours are asked for by name, so that everything follows when the system turns dark. Beside the toolkit's own names
// there are names for what a colour means here; every pair of text and background that the window uses reaches WCAG 2.2
// AA, which a test measures.
package theme
