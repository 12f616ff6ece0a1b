// Package store keeps records in one sealed bbolt file, and is the only place that opens the file or encrypts.
//
// A record has a bucket, an id and a JSON value. The value is sealed with AES-256-GCM and bound to its bucket, its id and
// the version of the schema it was written under, so that a record moved elsewhere does not open. Bucket names and ids
// are readable in the file: they must be words of the program and random ids, never anything about a patient.
//
// The data key is random, made with the file, and kept in the file wrapped by a second key that only the keyring has.
// Without that key the file stays as it is and [Stuck] counts what is in it.
//
//	header   "header" -> checksum and JSON: schema, id, wrapped data key
//	         "canary" -> a sealed constant, opened before anything else
//	records  one bucket inside for each [Bucket]: id -> sealed value
//
// What [Store.Update] returned from without an error survives the power going in the next instant. After an error the
// file holds what it held before, or, when the disk itself failed, all of the change; never a part of it.
package store
