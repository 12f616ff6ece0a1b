// Package language settles which language the window speaks, and which one the sentences are in that are read to patients.
//
// Every text in the source is English and the key of its translation. What has none stays English.
package language
