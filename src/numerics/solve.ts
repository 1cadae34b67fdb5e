import { Matrix, solve as mlSolve } from 'ml-matrix';

/** x with A x = b, A square and regular; rows of A. */
export function solve(rows: readonly (readonly number[])[], b: readonly number[]): number[] {
  return mlSolve(new Matrix(rows.map((row) => [...row])), Matrix.columnVector([...b])).to1DArray();
}
