package call_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"portaldesk/app/call"
)

// BenchmarkClose closes a call with a note of a few hundred characters; compare it with BenchmarkAppend.
func BenchmarkClose(b *testing.B) {
	s, err := openStore(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	d, err := sit(s, "agent-1", call.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		c, err := d.calls.Start("en")
		if err != nil {
			b.Fatal(err)
		}
		c.SetNote(string(bytes.Repeat([]byte("note "), 60)))
		complete(c)
		if err := d.calls.Flush(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := d.calls.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAppend appends 4 KB to a file and waits for the disk: the least that keeping anything costs.
func BenchmarkAppend(b *testing.B) {
	f, err := os.OpenFile(filepath.Join(b.TempDir(), "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, 4096)
	for b.Loop() {
		if _, err := f.Write(page); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
}
