import { CholeskyDecomposition, EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';

/** Eigenvalues of a symmetric matrix, ascending. */
export function symmetricEigenvalues(rows: readonly (readonly number[])[]): number[] {
  const matrix = new Matrix(rows.map((row) => [...row]));
  return new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues.sort((a, b) => a - b);
}

/** Largest modulus of the eigenvalues of a square matrix. A defective double root errs by √ε ≈ 1e-8. */
export function spectralRadius(rows: readonly (readonly number[])[]): number {
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(
    new Matrix(rows.map((row) => [...row])),
  );
  return Math.max(...realEigenvalues.map((real, k) => Math.hypot(real, imaginaryEigenvalues[k])));
}

/** Largest singular value. */
export function spectralNorm(rows: readonly (readonly number[])[]): number {
  return new SingularValueDecomposition(new Matrix(rows.map((row) => [...row]))).norm2;
}

/** The lower triangular L with L Lᵀ = A, A symmetric and positive definite; rows. */
export function cholesky(rows: readonly (readonly number[])[]): number[][] {
  return new CholeskyDecomposition(new Matrix(rows.map((row) => [...row]))).lowerTriangularMatrix.to2DArray();
}
