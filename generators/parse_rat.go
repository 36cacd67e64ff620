package generators

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// ParseRat reads a rational: "p/q", an integer or a decimal,
//
//	sign? digits "/" digits | sign? digits ("." digits?)? exp? | sign? "." digits exp?,
//
// exp = ("e" | "E") sign? digits. Nothing else: no spaces, underscores, other
// bases, infinities or NaN. q = 0, more than 4000 digits and exponents beyond
// +-2000 are errors that quote the value (and the bound).
func ParseRat(s string) (*big.Rat, error) {
	return DefaultLimits().parseRat(s)
}

func (l Limits) parseRat(s string) (*big.Rat, error) {
	if len(s) > l.MaxDigits+16 { // sign, point, slash, exponent: never more than 16
		return nil, fmt.Errorf("%s: %d characters, more than %d digits", quote(s), len(s), l.MaxDigits)
	}
	body := s
	if body != "" && (body[0] == '+' || body[0] == '-') {
		body = body[1:]
	}
	var x *big.Rat
	var err error
	if p, q, ok := strings.Cut(body, "/"); ok {
		x, err = l.fraction(s, p, q)
	} else {
		x, err = l.decimal(s, body)
	}
	if err == nil && s[0] == '-' {
		x.Neg(x)
	}
	return x, err
}

// fraction is p/q; s is the whole text, for errors.
func (l Limits) fraction(s, p, q string) (*big.Rat, error) {
	if p == "" || q == "" || !allDigits(p) || !allDigits(q) {
		return nil, notRational(s)
	}
	if n := len(p) + len(q); n > l.MaxDigits {
		return nil, fmt.Errorf("%s: %d digits, at most %d", quote(s), n, l.MaxDigits)
	}
	den := decimalInt(q)
	if den.Sign() == 0 {
		return nil, fmt.Errorf("%s: the denominator is zero", quote(s))
	}
	return new(big.Rat).SetFrac(decimalInt(p), den), nil
}

// decimal is the number without its sign; s is the whole text, for errors.
func (l Limits) decimal(s, body string) (*big.Rat, error) {
	exp := 0
	mantissa := body
	if k := strings.IndexAny(body, "eE"); k >= 0 {
		mantissa = body[:k]
		sign, digits := 1, body[k+1:]
		if digits != "" && (digits[0] == '+' || digits[0] == '-') {
			if digits[0] == '-' {
				sign = -1
			}
			digits = digits[1:]
		}
		if digits == "" || !allDigits(digits) {
			return nil, notRational(s)
		}
		n, err := strconv.Atoi(digits)
		if err != nil || n > l.MaxExponent {
			return nil, fmt.Errorf("%s: exponent beyond +-%d", quote(s), l.MaxExponent)
		}
		exp = sign * n
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	digits := whole + frac
	if digits == "" || !allDigits(digits) {
		return nil, notRational(s)
	}
	if len(digits) > l.MaxDigits {
		return nil, fmt.Errorf("%s: %d digits, at most %d", quote(s), len(digits), l.MaxDigits)
	}
	n, exp := decimalInt(digits), exp-len(frac)
	ten := big.NewInt(10)
	if exp >= 0 {
		return new(big.Rat).SetInt(n.Mul(n, ten.Exp(ten, big.NewInt(int64(exp)), nil))), nil
	}
	return new(big.Rat).SetFrac(n, ten.Exp(ten, big.NewInt(int64(-exp)), nil)), nil
}

// decimalInt is the integer of a nonempty string of digits, in base 10 whatever
// its leading zeros ([big.Rat.SetString] would read "010/3" in base 8).
func decimalInt(digits string) *big.Int {
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		panic("generators: decimalInt needs digits")
	}
	return n
}

func notRational(s string) error {
	return fmt.Errorf("%s: not a rational (p/q, an integer or a decimal)", quote(s))
}

func allDigits(s string) bool {
	for k := range len(s) {
		if s[k] < '0' || s[k] > '9' {
			return false
		}
	}
	return true
}

// quote is s in quotes on one line, cut to forty bytes.
func quote(s string) string {
	const most = 40
	if len(s) > most {
		return strconv.QuoteToASCII(s[:most]) + "..."
	}
	return strconv.QuoteToASCII(s)
}
