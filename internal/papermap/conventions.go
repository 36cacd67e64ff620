package papermap

// conventions are what a reader with the PDF should compare first: each moves constants.
func conventions() []string {
	return []string{
		"The loss has no factor 1/2: L(W) = E (Y - <p, X>)^2. With one, halve every rate and double every step bound.",
		"The noise level eta (written e) is a standard deviation, not a variance.",
		"L counts all layers: L = 2 is the product of two vectors.",
		"The loss is the population loss, with a fresh sample per step. For a fixed design, Sigma = X^T X / n and b is the least-squares solution: the same formulas.",
	}
}

// notation is what the statements in the table use.
func notation() []string {
	return []string{
		"Depth L >= 2, width d >= 1, weights W = (w_1, ..., w_L) with w_l in R^d, product p = w_1 * ... * w_L entrywise.",
		"Sigma = E[X X^T], s_i = Sigma_ii, Y = <b, X> + eps with residual variance tau2; b is the paper's w_*. General model: any positive semidefinite Sigma. Linear diagonal model: Sigma = diag(s).",
		"L_R(W) = E_xi L(W + e xi) is the regularized loss, R = L_R - L the average sharpness, xi i.i.d. standard normal, one per weight.",
		"P_i = prod_l (w_{li}^2 + e^2). A subscript -l or -lm leaves that layer, or those two, out of a product.",
	}
}
