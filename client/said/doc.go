// Package said compares what a caller said with what is on file. There is no second comparer: servers that compare and the
// desk that does it for those which cannot use this one.
//
// What is forgiven is how people say a thing: case, accents, punctuation, the order of a name, a name that is spelled, a
// date in another order, a number with or without its country. What is never forgiven is another value: no sound is taken
// for another, no part of an identifier for the whole, and one letter or digit that differs is a mismatch.
package said
