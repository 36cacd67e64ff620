// Package regression evaluates the PAC-Bayes bound for the squared loss (MATH.md, "PAC-Bayes" 4) on two regressions: a synthetic one, where the
// population is known and with it the true Gibbs risk, and the Longley data, where it is not.
//
// The network has two layers, starts at the prior's mean (w_1 = 1/2, w_2 = 0) and descends on the regularized loss L_R of the training sample, whose
// minimum is the posterior's mean: the dynamics of the paper choose the posterior. The Gibbs risks are closed forms (numeric.EmpiricalGibbs).
//
// # The data
//
// longley.csv holds the series of J. W. Longley, "An Appraisal of Least Squares Programs for the Electronic Computer from the Point of View of
// the User", Journal of the American Statistical Association 62 (1967), 819-841, as distributed by the National Institute of Standards and
// Technology in its Statistical Reference Datasets (work of the United States government, public domain): for 1947 - 1962 the number of people
// employed (in thousands), the deflator of the gross national product (1954 = 100), the product (in millions of dollars), unemployed, armed forces (in thousands)
// and population from 14 years on (in thousands). The claim's check "longley" shows that the data are typed right: their exact least-squares
// solution is the one that the institute certifies.
//
// The columns are brought near 0 and 1 by round numbers that are part of the model. Years are no independent sample, and these numbers were chosen
// with the data in sight, so the Longley figures illustrate sizes; they are not a guarantee.
package regression
