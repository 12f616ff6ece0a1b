// Package failpoint names the places at which a kill is worth most: between two steps that belong together. The program knows
// nothing of it: [At] is empty. In a program built with the tag torture it ends the process there, as SIGKILL or TerminateProcess
// would, when the environment says so. gofail does the same by rewriting the sources before they are built, which is more than
// half a dozen places are worth.
package failpoint
