// Package proof proves callers for servers that cannot: the desk itself compares what the caller said with what is on file,
// counts, and keeps the proof.
//
// What is on file is read anew for every comparison and kept by nobody. Verifications and proofs live in memory only: after
// a restart the caller is proven anew. Whatever cannot be read or is not known refuses.
package proof
