// Package client is what a help-desk agent sees of a patient portal, whoever serves it.
//
// [Portal] is the contract; the types beside it are its vocabulary. Their JSON form is that of our published contract
// (adminapi/openapi.yaml); an adapter for another kind of server fills the same types from that server's answers.
//
// Nothing here knows a widget, a database or a keyring.
package client
