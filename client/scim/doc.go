// Package scim reaches accounts through SCIM 2.0 (RFC 7643, RFC 7644), which many identity servers speak: look-up, the state of an
// account, its login ID, its contacts, and on some servers a new password. What SCIM has no word for (lock-out, sessions, mail,
// access codes, sign-ins) is not offered, with the way around.
//
// Servers differ in more than the standard allows them to. Therefore what a server says of itself is read first
// (ServiceProviderConfig, ResourceTypes, Schemas), how it compares is tried, every row of a look-up is held against what was
// asked, and every change is read back. A value with a quotation mark or a backslash never goes into a filter whole: not every
// server reads the escaped form.
package scim
