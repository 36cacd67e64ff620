package interval

import (
	"encoding/json"
	"fmt"
	"math/big"
)

type bounds struct {
	Lo string `json:"lo"`
	Hi string `json:"hi"`
}

// MarshalJSON returns {"lo": "...", "hi": "..."} with decimal strings that round
// outward at the interval's precision.
func (x Interval) MarshalJSON() ([]byte, error) {
	p := max(x.lo.Prec(), x.hi.Prec(), MinPrec)
	lo, hi := x.Text(min(int(float64(p)*0.30103)+2, MaxDigits))
	return json.Marshal(bounds{lo, hi})
}

// UnmarshalJSON reads {"lo", "hi"}: numbers in the grammar of ParseRat, or
// "-Inf" and "+Inf". The endpoints are rounded outward to about 3.33 bits per
// byte of text plus 64. An error, with x left as it was, when lo > hi.
func (x *Interval) UnmarshalJSON(data []byte) error {
	var b bounds
	if err := json.Unmarshal(data, &b); err != nil {
		return fmt.Errorf("interval: %w", err)
	}
	n := max(len(b.Lo), len(b.Hi))
	if n > MaxTextLen {
		return fmt.Errorf("interval: endpoint of %d bytes: at most %d", n, MaxTextLen)
	}
	c := NewContext(DigitsToPrec(n) + 64)
	lo, err := endpoint(c, "lo", b.Lo)
	if err != nil {
		return err
	}
	hi, err := endpoint(c, "hi", b.Hi)
	if err != nil {
		return err
	}
	var z Interval
	if err := c.SetBounds(&z, &lo.lo, &hi.hi); err != nil {
		return err
	}
	*x = z
	return nil
}

func endpoint(c *Context, field, s string) (*Interval, error) {
	z := New()
	switch {
	case s == "-Inf" && field == "lo", s == "+Inf" && field == "hi":
		return c.SetWhole(z), nil
	}
	if err := c.SetString(z, s); err != nil {
		return nil, fmt.Errorf("field %q: %w", field, err)
	}
	return z, nil
}

// Rats returns both endpoints exactly; ok is false when one is infinite.
func (x *Interval) Rats() (lo, hi *big.Rat, ok bool) {
	if !x.IsFinite() {
		return nil, nil, false
	}
	lo, _ = x.LoRat()
	hi, _ = x.HiRat()
	return lo, hi, true
}
