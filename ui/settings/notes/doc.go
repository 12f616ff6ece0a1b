// Package notes is where an agent writes note templates of her own.
package notes
