// Package drill is the window in which an agent talks to a caller of a drill: what they say, what she can ask, and, once the
// portal has her call, how it was judged. What she does about it she does at the desk, as in every call.
package drill
