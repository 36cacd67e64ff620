package interval

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Bounds of the parser.
const (
	// MaxTextLen is the largest length of a number's text in bytes.
	MaxTextLen = 100_000
	// MaxTextExponent bounds the decimal exponent of a number's text.
	MaxTextExponent = 100_000
)

// ParseRat reads an exact rational number:
//
//	number   = [ "+" | "-" ] ( integer "/" integer | decimal )
//	decimal  = digits [ "." [ digits ] ] [ ( "e" | "E" ) [ sign ] digits ]
//	         | "." digits [ ... ]
//
// There are no spaces, no underscores, no other bases and no infinities. Errors
// name the text and the bound that it exceeds: MaxTextLen, MaxTextExponent, or
// a zero denominator.
func ParseRat(s string) (*big.Rat, error) {
	n, d, e, err := split(s)
	if err != nil {
		return nil, err
	}
	if e != 0 {
		p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(abs(e))), nil)
		if e > 0 {
			n.Mul(n, p)
		} else {
			d.Mul(d, p)
		}
	}
	if d.IsInt64() && d.Int64() == 1 {
		return new(big.Rat).SetInt(n), nil
	}
	return new(big.Rat).SetFrac(n, d), nil
}

// SetString sets z to the tightest enclosure of the number s, in the grammar of
// ParseRat. On an error z is left as it was.
func (c *Context) SetString(z *Interval, s string) error {
	n, d, e, err := split(s)
	if err != nil {
		return err
	}
	if n.Sign() == 0 {
		c.SetInt64(z, 0)
		return nil
	}
	// n/d 10^e = (n 5^e / d) 2^e: no greatest common divisor is needed.
	p := new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(abs(e))), nil)
	if e > 0 {
		n.Mul(n, p)
	} else {
		d.Mul(d, p)
	}
	c.n.Set(n)
	c.d.Set(d)
	c.quoInt(c.down(&c.a), e)
	c.n.Set(n)
	c.quoInt(c.up(&c.b), e)
	c.store(z, "set")
	return nil
}

// split reads s as n/d 10^e with d > 0.
func split(s string) (n, d *big.Int, e int, err error) {
	if len(s) > MaxTextLen {
		return nil, nil, 0, fmt.Errorf("interval: number of %d bytes: at most %d", len(s), MaxTextLen)
	}
	bad := func(why string) error { return fmt.Errorf("interval: number %q: %s", clip(s), why) }
	body, neg := s, false
	if body != "" && (body[0] == '-' || body[0] == '+') {
		neg, body = body[0] == '-', body[1:]
	}
	n, d = new(big.Int), big.NewInt(1)
	if num, den, ok := strings.Cut(body, "/"); ok {
		if !digitsOnly(num) || !digitsOnly(den) {
			return nil, nil, 0, bad("need integer/integer")
		}
		n.SetString(num, 10)
		d.SetString(den, 10)
		if d.Sign() == 0 {
			return nil, nil, 0, bad("zero denominator")
		}
	} else {
		mant := body
		if i := strings.IndexAny(body, "eE"); i >= 0 {
			mant = body[:i]
			if e, err = parseExponent(body[i+1:]); err != nil {
				return nil, nil, 0, bad(err.Error())
			}
		}
		ip, fp, _ := strings.Cut(mant, ".")
		if !digitsOnly(ip + fp) {
			return nil, nil, 0, bad("need digits with at most one point and one exponent")
		}
		n.SetString(ip+fp, 10)
		e -= len(fp)
	}
	if neg {
		n.Neg(n)
	}
	return n, d, e, nil
}

func parseExponent(s string) (int, error) {
	t := s
	if t != "" && (t[0] == '-' || t[0] == '+') {
		t = t[1:]
	}
	if !digitsOnly(t) {
		return 0, fmt.Errorf("exponent %q is not an integer", clip(s))
	}
	t = strings.TrimLeft(t, "0")
	if len(t) > len(strconv.Itoa(MaxTextExponent)) {
		return 0, fmt.Errorf("exponent %s beyond the bound %d", clip(s), MaxTextExponent)
	}
	e, _ := strconv.Atoi("0" + t) // digits only, short: cannot fail
	if e > MaxTextExponent {
		return 0, fmt.Errorf("exponent %s beyond the bound %d", clip(s), MaxTextExponent)
	}
	if s[0] == '-' {
		e = -e
	}
	return e, nil
}

func digitsOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
