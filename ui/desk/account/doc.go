// Package account shows one account: who it is and in what state, what is known of it, why the patient cannot sign in, and
// what happened lately. It reads nothing itself; it shows the case it is given. Everything that could prove a caller comes
// masked from the portal and stays so.
package account
