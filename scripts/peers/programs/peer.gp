\\ Peer program: PARI/GP on sections 1 and 2 of docs/PERFORMANCE.md. SECTION is set on the command line before this is read.
\\ Prints lines "key nanoseconds".
timeit(key, f) = {
  my(n = 1, t, k = 0);
  while (k < 3, my(s = getwalltime()); for (i = 1, n, f()); t = getwalltime() - s;
    if (t < 20, n = if (t < 2, 8 * n, 2 * n), print(key, " ", (10^6 * t) \ n); k++));
}
kappa(L) = 3 * (2 * (L - 1) / L)^(L - 1) * sqrt((L / (L - 2))^(L - 2) * 1.);
root(L, k, a) = {
  \\ Newton's method with doubled precision, from a start right to 53 bits
  my(p = 53, full = default(realbitprecision) + 8, steps = List());
  my(q = full); while (q > 50, listput(steps, q); q = q \ 2 + 4);
  forstep (i = #steps, 1, -1, localbitprec(steps[i]); a = bitprecision(a, steps[i]);
    my(s = a^2 + 1, y = s^(L - 1), t = k * a^(L - 2)); a -= (y - t) / (2 * (L - 1) * y / s * a - (L - 2) * t / a));
  a;
}
{ if (SECTION == 1, foreach ([100, 1000, 10000], dig, foreach ([3, 5, 10], L,
  default(realprecision, dig); k = kappa(L);
  a0 = k^(1 / L) + 1; for (i = 1, 60, a0 -= ((L - 1) * log(1 + a0^2) - log(k) - (L - 2) * log(a0)) / ((L - 1) * 2 * a0 / (1 + a0^2) - (L - 2) / a0));
  a0 = bitprecision(a0, 64);
  timeit(Str("pari:root/L=", L, "/digits=", dig), () -> root(L, k, a0))))); }
{ if (SECTION == 2, foreach ([100, 1000, 10000], dig, default(realprecision, dig); x = sqrtn(3., 4);
  timeit(Str("pari:exp/", dig), () -> exp(x)); timeit(Str("pari:log/", dig), () -> log(x)); timeit(Str("pari:root5/", dig), () -> sqrtn(x, 5)))); }
quit;
