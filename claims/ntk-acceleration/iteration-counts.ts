/** θ(α) = log(1 − α)/log(1 − √α) (Figure 1). Equation (11) takes it at α = ηλ/2. */
export function theta(alpha: number): number {
  return Math.log1p(-alpha) / Math.log1p(-Math.sqrt(alpha));
}

/** T_0^g of Remark 3 before it is rounded up: gradient descent's bound (7) falls to γ²‖u_0 − y‖². */
export function gradientDescentCount(etaLambda: number, gamma: number): number {
  return (2 * Math.log(gamma)) / Math.log1p(-etaLambda / 2);
}

/** T_0^m of Remark 3 before it is rounded up: the first term of heavy ball's bound (8) falls to ½γ‖u_0 − y‖. */
export function heavyBallCount(etaLambda: number, gamma: number): number {
  return Math.log(gamma / (2 * Math.SQRT2)) / Math.log1p(-Math.sqrt(etaLambda / 2));
}
