// Package template holds note templates: texts with variables that the desk fills in and blanks that the agent has to.
//
// As text a template is some headers, an empty line, and the body:
//
//	name: Locked after wrong passwords
//	short: locked
//	language: en
//	stage: sign-in
//	cause: locked
//
//	Locked out of {{portal}} since {{?when}}. {{done}}
//
// "name", "short" and "language" are required; "stage" and "cause" say which reason of a call it suits. {{portal}} is a
// [Variable]; {{?}} and {{?what}} are blanks. Several templates in one text are divided by a line "----". There is no
// variable for anything that tells who the patient is: a note is filed with the account already.
package template
