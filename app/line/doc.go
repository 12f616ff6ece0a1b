// Package line watches whether the portal answers.
//
// Everything that talks to the portal hands its outcome to [Line.Saw]. While the portal is gone nobody asks it anything,
// so the line asks by itself, in [Line.Run], and tells when the portal is back.
package line
