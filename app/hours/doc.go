// Package hours knows when a portal's desk may be called: its weekly spans in its own time zone, its holidays, and what a
// profile says differently. A [Schedule] answers for any moment whether the desk is open, when it closes, when it opens
// next and why it is closed, and moves the due time of a promise into the hours.
//
// A span is given by the clock on the wall. On the day clocks go forward, a time that does not exist is the moment of the
// change; on the day they go back, a time that comes twice is the first of the two. A span that closes at or before the
// time it opens runs past midnight; it belongs to the day on which it begins, so a holiday closes the spans that begin on
// it, and one that began the evening before ends as it always does.
package hours
