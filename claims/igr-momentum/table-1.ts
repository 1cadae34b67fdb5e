import type { Worst } from 'lemmata';

/** β of the rows of Table 1, with the printed h. */
export const rows = [
  { beta: 0, h: 0.1 },
  { beta: 0.3, h: 0.07 },
  { beta: 0.5, h: 0.05 },
  { beta: 0.8, h: 0.02 },
] as const;

/** Table 1 as printed: test accuracy and standard deviation in percent, by row. */
export const columns = [
  { name: 'CIFAR-10, DN-121', accuracy: [84.0, 85.1, 87.6, 88.6], deviation: [5.0, 5.4, 1.2, 0.7] },
  { name: 'CIFAR-10, RN-18', accuracy: [79.7, 78.7, 81.5, 82.4], deviation: [5.6, 9.3, 0.9, 0.4] },
  { name: 'CIFAR-10, RN-50', accuracy: [79.3, 80.0, 80.7, 82.4], deviation: [2.5, 1.5, 0.7, 0.7] },
  { name: 'CIFAR-10, WRN-16-8', accuracy: [65.3, 72.5, 71.8, 75.4], deviation: [18.1, 7.4, 9.8, 2.8] },
  { name: 'CIFAR-100, DN-121', accuracy: [60.4, 60.0, 63.2, 64.7], deviation: [4.9, 8.6, 2.4, 0.8] },
  { name: 'CIFAR-100, RN-18', accuracy: [53.1, 52.7, 53.3, 54.3], deviation: [0.6, 1.0, 1.1, 0.6] },
  { name: 'CIFAR-100, RN-50', accuracy: [47.4, 48.9, 50.3, 49.6], deviation: [2.1, 2.2, 1.0, 0.7] },
  { name: 'CIFAR-100, WRN-16-8', accuracy: [38.6, 37.0, 39.4, 40.6], deviation: [3.8, 6.1, 3.9, 1.2] },
] as const;

export interface TableRegime {
  /** Which printed row stands in each place; [0, 1, 2, 3] in the paper. */
  readonly order: readonly number[];
}

export const asPrinted: TableRegime = { order: [0, 1, 2, 3] };

/** Short by `excess` columns of the demanded count (0 or below: reached); `step` is the first column without the property. */
export function columnsWith(
  { order }: TableRegime,
  of: 'accuracy' | 'deviation',
  demanded: number,
  property: (values: readonly number[]) => boolean,
): Worst {
  const holds = columns.map((column) => property(order.map((row) => column[of][row])));
  return { excess: demanded - holds.filter(Boolean).length, step: holds.indexOf(false) };
}

/** Whether the values rise from each row to the next. */
export const rises = (values: readonly number[]): boolean => values.slice(1).every((value, k) => value > values[k]);

/** z of accuracy(β = 0.8) − accuracy(0) in each column, as if the three seeds were the only and independent noise. */
export function zScores(): number[] {
  return columns.map(({ accuracy, deviation }) => {
    const error = Math.sqrt((deviation[0] ** 2 + deviation[3] ** 2) / 3);
    return (accuracy[3] - accuracy[0]) / error;
  });
}
