package demoportal_test

import (
	"net/url"
	"runtime"
	"testing"

	"portaldesk/client/demoportal"
)

// BenchmarkStart100000 also reports the memory that the portal keeps.
func BenchmarkStart100000(b *testing.B) {
	for b.Loop() {
		portal, err := demoportal.Start(b.Context(), demoportal.Options{Accounts: 100_000})
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		b.ReportMetric(float64(memory.HeapAlloc)/(1<<20), "MB-kept")
		if err := portal.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch100000 is a look-up over HTTPS, as at every key press.
func BenchmarkSearch100000(b *testing.B) {
	d := startBenchmark(b)
	for _, query := range []string{"q=ma", "q=smith", "q=" + url.QueryEscape("alvarez, maria"), "status=locked", "status=active&sort=lastSignIn"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				d.search(query)
			}
		})
	}
}

func startBenchmark(b *testing.B) *desk {
	b.Helper()
	return start(b, demoportal.Options{Accounts: 100_000}).as("mortiz")
}
