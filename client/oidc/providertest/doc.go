// Package providertest is an OpenID Connect provider for tests: strict as a good one is, with one person who signs in at
// once, and bent wherever a test wants it hostile. Only tests import it.
package providertest
