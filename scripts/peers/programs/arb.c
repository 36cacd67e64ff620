// Peer program: Arb (certified), MPFR (not certified) and FLINT on the work of sections 1 - 3 of docs/PERFORMANCE.md.
// Usage: arb SECTION. Prints lines "key nanoseconds". Debian: libflint-arb-dev libflint-dev libmpfr-dev; -lflint-arb -lflint -lmpfr -lgmp.
#include <flint/flint.h>
#include <flint/fmpz.h>
#include <arb.h>
#include <math.h>
#include <mpfr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return 1e9 * t.tv_sec + t.tv_nsec;
}

// TIME prints five samples of nanoseconds per run, each over at least 4 ms: on a busy machine the least of many short samples is
// the one that was not disturbed.
#define TIME(key, statement) do { \
	long n_ = 1; double t_; \
	for (int k_ = 0; k_ < 5;) { double s_ = now(); for (long i_ = 0; i_ < n_; i_++) { statement; } t_ = now() - s_; if (t_ < 4e6) { n_ *= t_ < 4e5 ? 8 : 2; continue; } printf("%s %.1f\n", key, t_ / n_); k_++; } \
	fflush(stdout); \
} while (0)

static long bits_of(long digits) { return (long)ceil(digits * 3.32192809488736235) + 8; }

// threeBeta1 = 3 (2N/L)^N (L/M)^(M/2), N = L-1, M = L-2.
static void three_beta1(arb_t k, long L, slong prec) {
	arb_t x;
	arb_init(x);
	arb_set_si(k, 2 * (L - 1)); arb_div_si(k, k, L, prec); arb_pow_ui(k, k, L - 1, prec);
	arb_set_si(x, L); arb_div_si(x, x, L - 2, prec); arb_pow_ui(x, x, L - 2, prec); arb_sqrt(x, x, prec);
	arb_mul(k, k, x, prec); arb_mul_ui(k, k, 3, prec);
	arb_clear(x);
}

// start is the larger root of (a^2+1)^N = kappa a^M in double precision.
static double start(long L, double kappa) {
	double a = pow(kappa, 1.0 / L) + 1;
	for (int i = 0; i < 60; i++) {
		double g = (L - 1) * log1p(a * a) - log(kappa) - (L - 2) * log(a);
		a -= g / ((L - 1) * 2 * a / (1 + a * a) - (L - 2) / a);
	}
	return a;
}

// value sets y = F(a) = (a^2+1)^N - kappa a^M, and d = F'(a) at the precision dprec.
static void value(arb_t y, arb_t d, const arb_t a, const arb_t kappa, long L, slong prec, slong dprec, arb_t s, arb_t t) {
	arb_mul(s, a, a, prec); arb_add_ui(s, s, 1, prec);      // a^2+1
	arb_pow_ui(y, s, L - 1, prec);
	arb_pow_ui(t, a, L - 2, prec); arb_mul(t, t, kappa, prec); // kappa a^M
	arb_div(d, y, s, dprec); arb_mul_ui(d, d, 2 * (L - 1), dprec); arb_mul(d, d, a, dprec);
	arb_sub(y, y, t, prec);
	arb_div(s, t, a, dprec); arb_mul_ui(s, s, L - 2, dprec); arb_sub(d, d, s, dprec);
}

// certified_root is Newton's method with doubled precision; the last step is the interval Newton step, which proves the root.
static int certified_root(arb_t z, const arb_t kappa, long L, slong prec, double a0, arb_t y, arb_t d, arb_t s, arb_t t, arb_t x) {
	slong steps[64], n = 0, p = prec + 8;
	while (p > 50) { steps[n++] = p; p = p / 2 + 4; }
	arb_set_d(x, a0);
	while (n > 1) {
		p = steps[--n];
		value(y, d, x, kappa, L, p, p / 2 + 8, s, t);
		arb_div(y, y, d, p / 2 + 8);
		arb_sub(x, x, y, p);
		mag_zero(arb_radref(x));
	}
	p = steps[0];
	// the point is right to about p/2 bits: X = x +- 2^(8 - p/2), F' over X
	arb_set(z, x);
	mag_set_ui_2exp_si(arb_radref(z), 1, 6 - p / 2);
	value(y, d, x, kappa, L, p, p / 2 + 8, s, t);
	// F' over the ball at half the precision
	arb_mul(s, z, z, p / 2 + 8); arb_add_ui(s, s, 1, p / 2 + 8);
	arb_pow_ui(d, s, L - 2, p / 2 + 8); arb_mul_ui(d, d, 2 * (L - 1), p / 2 + 8); arb_mul(d, d, z, p / 2 + 8);
	if (L == 3) arb_set_round(t, kappa, p / 2 + 8);
	else { arb_pow_ui(t, z, L - 3, p / 2 + 8); arb_mul(t, t, kappa, p / 2 + 8); arb_mul_ui(t, t, L - 2, p / 2 + 8); }
	arb_sub(d, d, t, p / 2 + 8);
	arb_div(y, y, d, p / 2 + 8);
	arb_sub(t, x, y, p);
	int ok = arb_contains(z, t);
	arb_swap(z, t);
	return ok;
}

// plain_root is Newton's method with doubled precision, without a proof.
static void plain_root(mpfr_ptr a, mpfr_srcptr kappa, long L, long prec, double a0, mpfr_ptr y, mpfr_ptr d, mpfr_ptr s, mpfr_ptr t) {
	long steps[64], n = 0, p = prec + 8;
	while (p > 50) { steps[n++] = p; p = p / 2 + 4; }
	mpfr_set_prec(a, 53); mpfr_set_d(a, a0, MPFR_RNDN);
	while (n > 0) {
		p = steps[--n];
		mpfr_prec_round(a, p, MPFR_RNDN);
		mpfr_set_prec(y, p); mpfr_set_prec(s, p); mpfr_set_prec(t, p); mpfr_set_prec(d, p / 2 + 8);
		mpfr_sqr(s, a, MPFR_RNDN); mpfr_add_ui(s, s, 1, MPFR_RNDN); mpfr_pow_ui(y, s, L - 1, MPFR_RNDN);
		mpfr_pow_ui(t, a, L - 2, MPFR_RNDN); mpfr_mul(t, t, kappa, MPFR_RNDN);
		mpfr_div(d, y, s, MPFR_RNDN); mpfr_mul_ui(d, d, 2 * (L - 1), MPFR_RNDN); mpfr_mul(d, d, a, MPFR_RNDN);
		mpfr_sub(y, y, t, MPFR_RNDN);
		mpfr_set_prec(s, p / 2 + 8); mpfr_div(s, t, a, MPFR_RNDN); mpfr_mul_ui(s, s, L - 2, MPFR_RNDN); mpfr_sub(d, d, s, MPFR_RNDN);
		mpfr_set_prec(s, p / 2 + 8); mpfr_div(s, y, d, MPFR_RNDN); mpfr_sub(a, a, s, MPFR_RNDN);
	}
}

static const long digits[] = {100, 1000, 10000}, depths[] = {3, 5, 10};

static void section1(void) {
	char key[80];
	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 3; j++) {
			long L = depths[j], prec = bits_of(digits[i]);
			arb_t k, z, y, d, s, t, x;
			arb_init(k); arb_init(z); arb_init(y); arb_init(d); arb_init(s); arb_init(t); arb_init(x);
			three_beta1(k, L, prec + 32);
			double kd = arf_get_d(arb_midref(k), ARF_RND_NEAR);
			if (!certified_root(z, k, L, prec, start(L, kd), y, d, s, t, x) || arb_rel_accuracy_bits(z) < prec - 8) {
				fprintf(stderr, "arb: L=%ld at %ld digits is not certified: %ld bits\n", L, digits[i], (long)arb_rel_accuracy_bits(z));
				exit(1);
			}
			// the start in double precision is part of the work, as it is in ours
			snprintf(key, sizeof key, "arb:root/L=%ld/digits=%ld", L, digits[i]);
			TIME(key, certified_root(z, k, L, prec, start(L, kd), y, d, s, t, x));
			mpfr_t a, mk, my, md, ms, mt;
			mpfr_inits2(prec + 32, a, mk, my, md, ms, mt, (mpfr_ptr)0);
			arf_get_mpfr(mk, arb_midref(k), MPFR_RNDN);
			snprintf(key, sizeof key, "mpfr:root/L=%ld/digits=%ld", L, digits[i]);
			TIME(key, plain_root(a, mk, L, prec, start(L, kd), my, md, ms, mt));
			mpfr_clears(a, mk, my, md, ms, mt, (mpfr_ptr)0);
			arb_clear(k); arb_clear(z); arb_clear(y); arb_clear(d); arb_clear(s); arb_clear(t); arb_clear(x);
		}
}

static void section2(void) {
	char key[80];
	for (int i = 0; i < 3; i++) {
		long prec = bits_of(digits[i]);
		arb_t x, z;
		arb_init(x); arb_init(z);
		arb_set_ui(x, 3); arb_root_ui(x, x, 4, prec); mag_zero(arb_radref(x));
		snprintf(key, sizeof key, "arb:exp/%ld", digits[i]); TIME(key, arb_exp(z, x, prec));
		snprintf(key, sizeof key, "arb:log/%ld", digits[i]); TIME(key, arb_log(z, x, prec));
		snprintf(key, sizeof key, "arb:root5/%ld", digits[i]); TIME(key, arb_root_ui(z, x, 5, prec));
		mpfr_t m, y;
		mpfr_inits2(prec, m, y, (mpfr_ptr)0);
		arf_get_mpfr(m, arb_midref(x), MPFR_RNDN);
		snprintf(key, sizeof key, "mpfr:exp/%ld", digits[i]); TIME(key, mpfr_exp(y, m, MPFR_RNDN));
		snprintf(key, sizeof key, "mpfr:log/%ld", digits[i]); TIME(key, mpfr_log(y, m, MPFR_RNDN));
		snprintf(key, sizeof key, "mpfr:root5/%ld", digits[i]); TIME(key, mpfr_rootn_ui(y, m, 5, MPFR_RNDN));
		mpfr_clears(m, y, (mpfr_ptr)0);
		arb_clear(x); arb_clear(z);
	}
}

// Section 3: at L = 8, d = 1, s = 1: all 8 derivatives of L_R = b^2 - 2 b prod w + prod (w^2+e^2), by reverse accumulation, against
// 2 (w_l P_-l - b p_-l), with fractions n/q of their own for every w_l, b and e. Fraction-free: both sides are numerators over
// q_b q_l prod_{k != l} q_k^2 q_e^14. Storage is reused.
#define LMAX 8
typedef struct { fmpz_t n[LMAX], q[LMAX], nb, qb, ne, qe, f[LMAX], pre[LMAX + 1], preP[LMAX + 1], adj, adjP, adjB, adjT, all, one, two, s, t, u; } work;

static int check3(work *k) {
	fmpz_one(k->pre[0]); fmpz_one(k->preP[0]); fmpz_one(k->all);
	for (int l = 0; l < LMAX; l++) { // w_l^2 + e^2 = f_l / (q_l q_e)^2
		fmpz_mul(k->s, k->n[l], k->qe); fmpz_mul(k->t, k->ne, k->q[l]);
		fmpz_mul(k->f[l], k->s, k->s); fmpz_addmul(k->f[l], k->t, k->t);
		fmpz_mul(k->pre[l + 1], k->pre[l], k->n[l]); fmpz_mul(k->preP[l + 1], k->preP[l], k->f[l]);
		fmpz_mul(k->all, k->all, k->q[l]);
	}
	fmpz_pow_ui(k->s, k->qe, 2 * (LMAX - 1)); fmpz_mul(k->all, k->all, k->s);
	fmpz_mul_2exp(k->two, k->qb, 1);                               // what P_-l w_l is multiplied by,
	fmpz_mul_2exp(k->one, k->all, 1);                              // and b p_-l, over the common denominator
	fmpz_mul(k->s, k->nb, k->one); fmpz_neg(k->adjB, k->s);        // adjoint of prod w: -2 b
	fmpz_set(k->adjT, k->two);                                     // adjoint of prod (w^2+e^2), twice
	fmpz_one(k->adj); fmpz_one(k->adjP);
	int ok = 1;
	for (int l = LMAX - 1; l >= 0; l--) {
		// by reverse accumulation
		fmpz_mul(k->s, k->adjT, k->preP[l]); fmpz_mul(k->s, k->s, k->n[l]);
		fmpz_addmul(k->s, k->adjB, k->pre[l]);
		// the closed form
		fmpz_mul(k->t, k->preP[l], k->adjP); fmpz_mul(k->t, k->t, k->n[l]); fmpz_mul(k->t, k->t, k->two);
		fmpz_mul(k->u, k->pre[l], k->adj); fmpz_mul(k->u, k->u, k->nb);
		fmpz_submul(k->t, k->u, k->one);
		ok &= fmpz_equal(k->s, k->t);
		fmpz_mul(k->adjB, k->adjB, k->n[l]); fmpz_mul(k->adjT, k->adjT, k->f[l]);
		fmpz_mul(k->adj, k->adj, k->n[l]); fmpz_mul(k->adjP, k->adjP, k->f[l]);
	}
	return ok;
}

static void section3(void) {
	work k;
	unsigned long r = 88172645463325252UL;
	fmpz *all[] = {k.nb, k.qb, k.ne, k.qe, k.adj, k.adjP, k.adjB, k.adjT, k.all, k.one, k.two, k.s, k.t, k.u};
	for (int i = 0; i < (int)(sizeof all / sizeof *all); i++) fmpz_init(all[i]);
	for (int i = 0; i <= LMAX; i++) { fmpz_init(k.pre[i]); fmpz_init(k.preP[i]); }
	for (int i = 0; i < LMAX; i++) { fmpz_init(k.n[i]); fmpz_init(k.q[i]); fmpz_init(k.f[i]); }
	for (int row = 0; row < 2; row++) {
		for (int i = 0; i < LMAX + 2; i++) {
			r ^= r << 13; r ^= r >> 7; r ^= r << 17;
			fmpz *n = i < LMAX ? k.n[i] : i == LMAX ? k.nb : k.ne, *q = i < LMAX ? k.q[i] : i == LMAX ? k.qb : k.qe;
			fmpz_set_si(n, (long)(r >> 32) - (1L << 31));
			fmpz_set_ui(q, row ? 1UL << 32 : (r >> 1) | 1UL << 62 | 1);
		}
		if (!check3(&k)) { fprintf(stderr, "arb: the exact check fails\n"); exit(1); }
		TIME(row ? "flint:exact/B" : "flint:exact/A", check3(&k));
	}
}

int main(int argc, char **argv) {
	const char *s = argc > 1 ? argv[1] : "";
	if (!strcmp(s, "1")) section1();
	else if (!strcmp(s, "2")) section2();
	else if (!strcmp(s, "3")) section3();
	return 0;
}
