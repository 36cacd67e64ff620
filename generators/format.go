package generators

import (
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"
)

// Format writes the short form "(L=3 d=2 generic)" for every verb and flag.
// gopter formats every argument of every case, so this must cost next to
// nothing; [Instance.String] is the full form.
func (in *Instance) Format(f fmt.State, _ rune) {
	var buf [64]byte
	b := append(buf[:0], "(L="...)
	b = strconv.AppendInt(b, int64(in.Depth()), 10)
	b = append(b, " d="...)
	b = strconv.AppendInt(b, int64(in.Width()), 10)
	if in.Regime != "" {
		b = append(b, ' ')
		b = append(b, in.Regime...)
	}
	b = append(b, ')')
	_, _ = f.Write(b) // fmt's own buffer: it cannot fail
}

// String is the full instance on one line, rationals as p/q:
//
//	L=2 d=1 w1=(1) w2=(-1/2) b=(3) Sigma=diag(1) e=1 tau2=0 step=1/10
func (in *Instance) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "L=%d d=%d", in.Depth(), in.Width())
	for l, row := range in.Weights {
		fmt.Fprintf(&s, " w%d=", l+1)
		writeRow(&s, row)
	}
	s.WriteString(" b=")
	writeRow(&s, in.Target)
	s.WriteString(" Sigma=")
	if in.IsDiagonal() {
		s.WriteString("diag")
		diag := make([]*big.Rat, in.Width())
		for i := range diag {
			diag[i] = in.Scale(i)
		}
		writeRow(&s, diag)
	} else {
		s.WriteByte('[')
		for i, row := range in.Sigma {
			if i > 0 {
				s.WriteByte(' ')
			}
			writeRow(&s, row)
		}
		s.WriteByte(']')
	}
	s.WriteString(" e=" + in.Noise.RatString() + " tau2=" + in.Tau2.RatString())
	for _, p := range in.Params {
		s.WriteString(" " + p.Name + "=" + p.Value.RatString())
	}
	return s.String()
}

// Pretty is the full instance on several lines, for a reader: one line per
// layer, then b, Sigma row by row, e, tau2 and the parameters. Rationals are p/q.
func (in *Instance) Pretty() string {
	var s strings.Builder
	fmt.Fprintf(&s, "depth L = %d, width d = %d, regime %s\n", in.Depth(), in.Width(), in.Regime)
	for l, row := range in.Weights {
		fmt.Fprintf(&s, "  w_%-4d = ", l+1)
		writeRow(&s, row)
		s.WriteByte('\n')
	}
	s.WriteString("  b      = ")
	writeRow(&s, in.Target)
	for i, row := range in.Sigma {
		if i == 0 {
			s.WriteString("\n  Sigma  = ")
		} else {
			s.WriteString("\n           ")
		}
		writeRow(&s, row)
	}
	fmt.Fprintf(&s, "\n  e      = %s\n  tau2   = %s\n", in.Noise.RatString(), in.Tau2.RatString())
	for _, p := range in.Params {
		fmt.Fprintf(&s, "  %-6s = %s\n", p.Name, p.Value.RatString())
	}
	return s.String()
}

func writeRow(w io.StringWriter, row []*big.Rat) {
	sep := "("
	for _, x := range row {
		_, _ = w.WriteString(sep + x.RatString()) // a strings.Builder cannot fail
		sep = ", "
	}
	_, _ = w.WriteString(")")
}
