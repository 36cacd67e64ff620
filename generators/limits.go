package generators

// Limits bounds what ParseInstance accepts, so that no input takes more than
// a few seconds or some hundred megabytes.
type Limits struct {
	MaxBytes     int // of the JSON text
	MaxDepth     int // L
	MaxWidth     int // d, when Sigma is diagonal
	MaxFullWidth int // d, when it is not
	MaxParams    int
	MaxDigits    int // digits of one number, of p and q together
	MaxExponent  int // |exponent| of a decimal such as 1e-300
	MaxTotalBits int // of all numerators and denominators
	MaxSigmaBits int // d^2 times the bits of the longest entry of a full Sigma over its common denominator
}

// DefaultLimits is the limits of the command line: L <= 64, d <= 1000 (64 when
// Sigma is not diagonal), numbers of up to 4000 digits and exponents up to 2000.
// MaxSigmaBits = 2^19 keeps the exact test of semidefiniteness below a second.
func DefaultLimits() Limits {
	return Limits{
		MaxBytes:     16 << 20,
		MaxDepth:     64,
		MaxWidth:     1000,
		MaxFullWidth: 64,
		MaxParams:    64,
		MaxDigits:    4000,
		MaxExponent:  2000,
		MaxTotalBits: 1 << 27,
		MaxSigmaBits: 1 << 19,
	}
}

// withDefaults fills in the zero fields.
func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ x, y *int }{
		{&l.MaxBytes, &d.MaxBytes},
		{&l.MaxDepth, &d.MaxDepth},
		{&l.MaxWidth, &d.MaxWidth},
		{&l.MaxFullWidth, &d.MaxFullWidth},
		{&l.MaxParams, &d.MaxParams},
		{&l.MaxDigits, &d.MaxDigits},
		{&l.MaxExponent, &d.MaxExponent},
		{&l.MaxTotalBits, &d.MaxTotalBits},
		{&l.MaxSigmaBits, &d.MaxSigmaBits},
	} {
		if *f.x == 0 {
			*f.x = *f.y
		}
	}
	return l
}
