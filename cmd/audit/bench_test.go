package main

import (
	"context"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/reports"
)

// BenchmarkAudit is the quick profile of each claim alone, with two workers: seconds per claim and cases a second.
func BenchmarkAudit(b *testing.B) {
	for _, c := range registry() {
		b.Run(c.ID, func(b *testing.B) {
			cases := 0
			for b.Loop() {
				e, err := claim.Run(context.Background(), []claim.Claim{c}, claim.Options{Profile: claim.Quick, Workers: 2})
				if err != nil {
					b.Fatal(err)
				}
				cases = 0
				for _, k := range e.Claims[0].Checks {
					cases += k.Cases
				}
			}
			s := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(s, "s/audit")
			b.ReportMetric(float64(cases)/s, "cases/s")
		})
	}
}

// BenchmarkReport writes every report of a quick audit of the cheapest claims: the step that follows an audit.
func BenchmarkReport(b *testing.B) {
	e, err := claim.Run(context.Background(), registry()[:3], claim.Options{Profile: claim.Quick, Workers: 2})
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	for b.Loop() {
		if _, err := reports.WriteAll(dir, e); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/report")
}
