// Package deskhours is where a clinic says when its desk may be called, and on which days it is closed.
package deskhours
