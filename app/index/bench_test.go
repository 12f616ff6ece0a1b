package index_test

import (
	"fmt"
	"os"
	"runtime"
	"testing"

	"portaldesk/client"
)

var sizes = []int{5_000, 100_000}

// page is how many accounts a Kratos answers at a time when nothing else is asked for.
const page = 250

// BenchmarkBuild walks through a portal that answers at once: what is left is the index's own work. It also says how much
// memory and disk an index takes.
func BenchmarkBuild(b *testing.B) {
	for _, n := range sizes {
		accounts := crowd(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				where := newPlace(b)
				before := heap()
				x := where.open(b)
				build(b, x, &portal{accounts: accounts, size: page})
				b.ReportMetric(float64(heap()-before)/float64(n), "memory-B/account")
				info, err := os.Stat(where.path)
				must(b, err)
				b.ReportMetric(float64(info.Size())/float64(n), "disk-B/account")
				must(b, x.Close())
			}
		})
	}
}

func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// BenchmarkOpen is until the first answer of a run that finds an index.
func BenchmarkOpen(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			where := newPlace(b)
			x := where.open(b)
			build(b, x, &portal{accounts: crowd(n), size: 1000})
			must(b, x.Close())
			for b.Loop() {
				x := where.open(b)
				_, err := x.Find(b.Context(), client.Query{Text: "smith"})
				must(b, err)
				must(b, x.Close())
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	for _, n := range sizes {
		x, accounts := newPlace(b).open(b), crowd(n)
		build(b, x, &portal{accounts: accounts, size: 1000})
		for name, query := range map[string]client.Query{
			"two letters": {Text: "ma"},
			"name":        {Text: "alvarez, maria"},
			"birth date":  {Text: "3/12/1984"},
			"MRN":         {Text: accounts[n/2].OnFile.MRN},
			"everybody":   {Status: client.StatusActive},
		} {
			b.Run(fmt.Sprint(n, "/", name), func(b *testing.B) {
				for b.Loop() {
					_, err := x.Find(b.Context(), query)
					must(b, err)
				}
			})
		}
	}
}

// BenchmarkPut keeps a change of one account among many.
func BenchmarkPut(b *testing.B) {
	x, accounts := newPlace(b).open(b), crowd(100_000)
	build(b, x, &portal{accounts: accounts, size: 1000})
	for i := 0; b.Loop(); i++ {
		account := accounts[i%500]
		account.OnFile.Postcode = fmt.Sprint(i)
		must(b, x.Put(b.Context(), account))
	}
}
