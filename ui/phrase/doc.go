// Package phrase is what the desk says: for every error a person may meet, what happened, what was kept and what to do
// next; for every code of the contract a word; and for every moment and length of time a way to write it.
//
// All texts are English keys of the translation. What is not in the tables here never reaches the screen as it came from
// a server or a library.
package phrase
