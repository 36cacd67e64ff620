// Peer program: plain C -O2 on the work of sections 4 and 6 of docs/PERFORMANCE.md: normals (xoshiro256++ and a 256-layer
// ziggurat), S-SAM steps, the float64 gradient with the weights stored [coordinate][layer].
// Usage: float SECTION. Prints lines "key nanoseconds". gcc -O2 float.c -lm
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return 1e9 * t.tv_sec + t.tv_nsec;
}

// TIME prints five samples of nanoseconds per unit of work (per of them in one run), each over at least 4 ms: on a busy machine the least of many short samples is
// the one that was not disturbed.
#define TIME(key, per, statement) do { \
	long n_ = 1; double t_; \
	for (int k_ = 0; k_ < 5;) { double s_ = now(); for (long i_ = 0; i_ < n_; i_++) { statement; } t_ = now() - s_; if (t_ < 4e6) { n_ *= t_ < 4e5 ? 8 : 2; continue; } printf("%s %.4f\n", key, t_ / n_ / (per)); k_++; } \
	fflush(stdout); \
} while (0)

typedef struct { uint64_t s[4]; } rng;
static inline uint64_t rotl(uint64_t x, int k) { return x << k | x >> (64 - k); }
static inline uint64_t next(rng *r) {
	uint64_t *s = r->s, out = rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
	s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotl(s[3], 45);
	return out;
}
static inline double unit(rng *r) { return ((next(r) >> 11) + 0.5) * 0x1p-53; }

// The ziggurat of Marsaglia and Tsang with 256 layers of area V; R is where the tail begins.
#define R 3.6541528853610088
#define V 0.00492867323399
static double zx[257], wn[256], zf[257];
static int64_t kn[256];
static void tables(void) {
	double f = exp(-0.5 * R * R);
	zx[0] = V / f; zx[1] = R; zx[256] = 0;
	for (int i = 2; i < 256; i++) { zx[i] = sqrt(-2 * log(V / zx[i - 1] + f)); f = exp(-0.5 * zx[i] * zx[i]); }
	for (int i = 0; i < 256; i++) { wn[i] = zx[i] * 0x1p-52; kn[i] = (int64_t)(zx[i + 1] / zx[i] * 0x1p52); }
	for (int i = 0; i <= 256; i++) zf[i] = exp(-0.5 * zx[i] * zx[i]);
}
// slow finishes a draw j in layer i that the fast test did not accept; it returns 0 in *ok when the draw is rejected.
static __attribute__((noinline)) double slow(rng *r, int64_t j, int i, int *ok) {
	double x = (double)j * wn[i];
	*ok = 1;
	if (i == 0) {
		double y, t;
		do { t = -log(unit(r)) / R; y = -log(unit(r)); } while (y + y < t * t);
		return j < 0 ? -(R + t) : R + t;
	}
	*ok = zf[i] + unit(r) * (zf[i + 1] - zf[i]) < exp(-0.5 * x * x);
	return x;
}
static inline double normal(rng *r) {
	for (;;) {
		uint64_t b = next(r);
		int i = b & 255, ok;
		int64_t j = (int64_t)b >> 11;
		if ((j < 0 ? -j : j) < kn[i]) return (double)j * wn[i];
		double x = slow(r, j, i, &ok);
		if (ok) return x;
	}
}
static void normals(rng *r, double *z, int n) { for (int i = 0; i < n; i++) z[i] = normal(r); }

static inline double clamp(double x, double m) { return x > m ? m : x < -m ? -m : x; }

// One step at depth 3: v = w + e xi, g = -2 s (b - q) v_-l, or with one fresh sample -2 (Y - <q,X>) X_i v_-l.
#define D 1000
static double w3[D][3], v3[D][3], z3[D * 4 + 4], b3[D], s3[D], x3[D];
static void step(rng *r, double e, double a, double box, double tau, int sample) {
	double res = 0;
	normals(r, z3, sample ? 4 * D + 1 : 3 * D);
	if (sample) {
		res = tau * z3[4 * D];
		for (int i = 0; i < D; i++) {
			double *v = v3[i];
			for (int l = 0; l < 3; l++) v[l] = w3[i][l] + e * z3[3 * i + l];
			x3[i] = sqrt(s3[i]) * z3[3 * D + i];
			res += (b3[i] - v[0] * v[1] * v[2]) * x3[i];
		}
	}
	for (int i = 0; i < D; i++) {
		double v[3], c;
		if (sample) { memcpy(v, v3[i], sizeof v); c = 2 * a * res * x3[i]; }
		else {
			for (int l = 0; l < 3; l++) v[l] = w3[i][l] + e * z3[3 * i + l];
			c = 2 * a * s3[i] * (b3[i] - v[0] * v[1] * v[2]);
		}
		w3[i][0] = clamp(w3[i][0] + c * v[1] * v[2], box);
		w3[i][1] = clamp(w3[i][1] + c * v[0] * v[2], box);
		w3[i][2] = clamp(w3[i][2] + c * v[0] * v[1], box);
	}
}

static double scalar(rng *r, long n) {
	double w0 = 1, w1 = 1, e = 0.1, a = 1e-4, b = 1.5;
	for (long k = 0; k < n; k++) {
		double v0 = w0 + e * normal(r), v1 = w1 + e * normal(r), c = 2 * a * (b - v0 * v1);
		w0 = clamp(w0 + c * v1, 10); w1 = clamp(w1 + c * v0, 10);
	}
	return w0 + w1;
}

static void section4(void) {
	rng r = {{1, 2, 3, 4}};
	static double buf[1024];
	volatile double sink;
	tables();
	// the moments of a million normals, so that a wrong table is not timed: |mean| and |variance - 1| within six deviations
	double m = 0, q = 0;
	for (int i = 0; i < 1000000; i++) { double x = normal(&r); m += x; q += x * x; }
	if (fabs(m) > 6e3 || fabs(q - 1e6) > 6 * 1414.3) { fprintf(stderr, "float: the normals are wrong: %g %g\n", m, q); exit(1); }
	for (int i = 0; i < D; i++) { w3[i][0] = w3[i][1] = w3[i][2] = 1; b3[i] = 1.5; s3[i] = 1; }
	TIME("c:normal", 1024, normals(&r, buf, 1024));
	TIME("c:population", 1, step(&r, 0.1, 1e-4, 10, 0.1, 0));
	TIME("c:sample", 1, step(&r, 0.1, 1e-4, 10, 0.1, 1));
	TIME("c:scalar", 100000, sink = scalar(&r, 100000));
	(void)sink;
}

// gradient of the diagonal model's L_R: prefix products up, suffix products down.
static void gradient(double *restrict g, const double *restrict w, const double *restrict b, const double *restrict s, double e2, int L, int d) {
	for (int i = 0; i < d; i++) {
		const double *x = w + (long)i * L;
		double *y = g + (long)i * L, p = 1, P = 1, pre[64];
		for (int l = 0; l < L; l++) { y[l] = p; pre[l] = P; p *= x[l]; P *= x[l] * x[l] + e2; }
		p = 2 * s[i]; P = p;
		double t = b[i];
		for (int l = L - 1; l >= 0; l--) {
			y[l] = x[l] * (pre[l] * P) - t * (y[l] * p);
			p *= x[l]; P *= x[l] * x[l] + e2;
		}
	}
}

static void section6(void) {
	char key[40];
	for (int L = 2; L <= 64; L *= 2) {
		int d = 65536 / L;
		double *w = malloc(sizeof(double) * L * d), *g = malloc(sizeof(double) * L * d), *b = malloc(sizeof(double) * d), *s = malloc(sizeof(double) * d);
		for (int k = 0; k < L * d; k++) w[k] = 0.9 + 0.2 * (k % 17) / 17;
		for (int i = 0; i < d; i++) { b[i] = 1.5; s[i] = 1; }
		snprintf(key, sizeof key, "c:gradient/L=%d", L);
		TIME(key, (double)L * d, gradient(g, w, b, s, 0.01, L, d));
		free(w); free(g); free(b); free(s);
	}
}

int main(int argc, char **argv) {
	const char *s = argc > 1 ? argv[1] : "";
	if (!strcmp(s, "4")) section4();
	else if (!strcmp(s, "6")) section6();
	return 0;
}
