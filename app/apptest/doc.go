// Package apptest gives tests a clinic: a portal that really answers over HTTPS, and an installation of the desk that
// reaches it. Only tests import it.
package apptest
