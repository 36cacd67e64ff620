"""Peer program: mpmath, Python's Fraction, Hypothesis and numpy on the work of docs/PERFORMANCE.md.

Usage: peer.py SECTION. Prints lines "key nanoseconds"; a library that is not there is named on standard error and left out.
Debian: python3-mpmath python3-gmpy2 python3-numpy python3-hypothesis.
"""
import random
import sys
import time
from fractions import Fraction


def timeit(key, f, per=1, least=0.004):
    n, k = 1, 0
    while k < 3:
        start = time.perf_counter()
        for _ in range(n):
            f()
        t = time.perf_counter() - start
        if t < least:
            n *= 8 if t < least / 10 else 2
            continue
        print(f"{key} {1e9 * t / n / per:.3f}", flush=True)
        k += 1


def mp():
    import mpmath
    if mpmath.libmp.BACKEND != "gmpy":
        print("peer.py: mpmath runs without gmpy2 (python3-gmpy2)", file=sys.stderr)
    return mpmath.mp


def section1():
    m = mp()
    for digits in (100, 1000, 10000):
        for depth in (3, 5, 10):
            m.dps = digits
            big, small = depth - 1, depth - 2
            kappa = 3 * (m.mpf(2 * big) / depth) ** big * m.sqrt((m.mpf(depth) / small) ** small)
            a0 = float(kappa) ** (1 / depth) + 1
            f = lambda a: (a * a + 1) ** big - kappa * a**small
            with m.workdps(15):
                start = m.findroot(f, a0)
            timeit(f"mpmath:root/L={depth}/digits={digits}", lambda: m.findroot(f, start))


def section2():
    m = mp()
    for digits in (100, 1000, 10000):
        m.dps = digits
        x = m.root(3, 4)
        timeit(f"mpmath:exp/{digits}", lambda: m.exp(x))
        timeit(f"mpmath:log/{digits}", lambda: m.log(x))
        timeit(f"mpmath:root5/{digits}", lambda: m.root(x, 5))


def exact(w, b, s, e):
    """All layers of one coordinate: the derivative of L_R by reverse accumulation equals the closed form."""
    pre, pre_p = [Fraction(1)], [Fraction(1)]
    for x in w:
        pre.append(pre[-1] * x)
        pre_p.append(pre_p[-1] * (x * x + e * e))
    adj, adj_p = Fraction(1), Fraction(1)
    for l in range(len(w) - 1, -1, -1):
        x = w[l]
        closed = 2 * s * (x * pre_p[l] * adj_p - b * pre[l] * adj)
        bar = -2 * b * s * adj * pre[l] + s * adj_p * pre_p[l] * 2 * x
        if closed != bar:
            raise AssertionError("the exact check fails")
        adj, adj_p = adj * x, adj_p * (x * x + e * e)


def section3():
    r = random.Random(1)
    for row in "AB":
        draw = lambda: Fraction(r.getrandbits(32) - 2**31, r.getrandbits(64) | 2**62 | 1 if row == "A" else 2**32)
        w, b, e = [draw() for _ in range(8)], draw(), draw()
        timeit(f"python:exact/{row}", lambda: exact(w, b, Fraction(1), e))


def section4():
    import numpy as np
    g = np.random.Generator(np.random.SFC64(1))
    d = 1000
    timeit("numpy:normal", lambda: g.standard_normal(1024), 1024)
    w, b, e, a = np.ones((3, d)), np.full(d, 1.5), 0.1, 1e-4
    v, z, q = np.empty((3, d)), np.empty((3, d)), np.empty(d)

    def step(sample):
        g.standard_normal(out=z)
        np.multiply(z, e, out=v)
        np.add(v, w, out=v)
        v12 = v[1] * v[2]
        np.multiply(v[0], v12, out=q)
        if sample:
            x = g.standard_normal(d)
            c = 2 * a * (0.1 * g.standard_normal() + np.dot(b - q, x)) * x
        else:
            c = 2 * a * (b - q)
        w[0] += c * v12
        w[1] += c * v[0] * v[2]
        w[2] += c * v[0] * v[1]
        np.clip(w, -10, 10, out=w)

    timeit("numpy:population", lambda: step(False))
    timeit("numpy:sample", lambda: step(True))


def section5():
    import hypothesis
    from hypothesis import strategies as st
    entry = st.fractions(min_value=-8, max_value=8, max_denominator=64)
    row = st.lists(entry, min_size=4, max_size=4)
    examples = 100
    for key, body in (("trivial", lambda w, b: None), ("check", lambda w, b: [exact([x[i] for x in w], b[i], Fraction(1), Fraction(1, 2)) for i in range(4)])):
        @hypothesis.settings(max_examples=examples, database=None, deadline=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck))
        @hypothesis.given(st.lists(row, min_size=4, max_size=4), row)
        def run(w, b):
            body(w, b)
        start = time.perf_counter()
        run()
        print(f"hypothesis:{key} {1e9 * (time.perf_counter() - start) / examples:.1f}", flush=True)


def section6():
    import numpy as np
    for depth in (2, 8, 64):
        d = 65536 // depth
        w = 0.9 + 0.2 * (np.arange(65536) % 17) / 17
        w = np.ascontiguousarray(w.reshape(d, depth).T)
        b, e2 = np.full(d, 1.5), 0.01

        def gradient():
            f = w * w + e2
            one = np.ones((1, d))
            pre, pre_p = np.cumprod(np.vstack([one, w[:-1]]), 0), np.cumprod(np.vstack([one, f[:-1]]), 0)
            suf, suf_p = np.cumprod(np.vstack([one, w[:0:-1]]), 0)[::-1], np.cumprod(np.vstack([one, f[:0:-1]]), 0)[::-1]
            return 2 * (w * pre_p * suf_p - b * pre * suf)

        timeit(f"numpy:gradient/L={depth}", gradient, 65536)


if __name__ == "__main__":
    try:
        globals()["section" + sys.argv[1]]()
    except ImportError as err:
        print("peer.py:", err, file=sys.stderr)
