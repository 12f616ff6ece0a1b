// Package abilities shows what can be done at a portal, and for what cannot why not and what to do instead. The set-up of a
// portal shows it once a connection was tested; the window shows it of the portal the agent is at.
package abilities
