package outbox_test

import (
	"slices"
	"testing"

	"portaldesk/app/outbox"
	"portaldesk/client"
)

const benchCalls = 10_000

// BenchmarkDeliver delivers 10,000 waiting calls over HTTPS; compare it with BenchmarkBareHTTPS.
func BenchmarkDeliver(b *testing.B) { deliver(b, benchCalls) }

// BenchmarkDeliver100k delivers ten times as many; compare the time of each call.
func BenchmarkDeliver100k(b *testing.B) { deliver(b, 10*benchCalls) }

func deliver(b *testing.B, count int) {
	for b.Loop() {
		b.StopTimer()
		portal := newServer(b, 0)
		s := newPlace(b).open(b)
		box := mustNew(b, s, dial(portal.URL, portal.caPEM()), outbox.Options{})
		put(b, s, box, closedCalls(count)...)
		b.StartTimer()
		if result, err := box.Deliver(b.Context()); err != nil || result.Delivered != count {
			b.Fatalf("%+v (%v)", result, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*count), "ns/call")
}

// BenchmarkBareHTTPS sends the same batches to the same server, and keeps nothing.
func BenchmarkBareHTTPS(b *testing.B) {
	calls := closedCalls(benchCalls)
	for b.Loop() {
		b.StopTimer()
		portal := newServer(b, 0)
		bare := dial(portal.URL, portal.caPEM())
		b.StartTimer()
		for batch := range slices.Chunk(calls, client.MaxBatch) {
			if _, err := bare.CreateCalls(b.Context(), batch); err != nil {
				b.Fatal(err)
			}
		}
	}
}
