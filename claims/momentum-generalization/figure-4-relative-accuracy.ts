import { alwaysExactly, type Worst } from 'lemmata';

export interface Quotient {
  readonly name: string;
  /** Both in hundredths of a percent. */
  readonly numerator: number;
  readonly denominator: number;
  /** In hundredths. */
  readonly printed: number;
}
export interface QuotientRegime {
  readonly quotients: readonly Quotient[];
}

export interface Rounded extends Worst {
  readonly name: string;
  readonly exact: string;
  readonly rounded: number;
}

/** numerator/denominator rounded half up to hundredths, in whole numbers. */
const hundredths = ({ numerator, denominator }: Quotient) =>
  Math.floor((200 * numerator + denominator) / (2 * denominator));

/** The small-margin accuracies of Figure 4 over the overall ones; `gdm` is the quotient that is printed for GD+M. */
export function relativeAccuracies(gdm: number): QuotientRegime {
  return {
    quotients: [
      { name: 'GD+M', numerator: 8036, denominator: 8332, printed: gdm },
      { name: 'GD', numerator: 6514, denominator: 7369, printed: 88 },
    ],
  };
}

/** The quotient that is farthest from what is printed; `step` is its place. */
export function measureQuotients({ quotients }: QuotientRegime, trials: readonly number[]): Rounded[] {
  const each = quotients.map((quotient, step) => ({
    name: quotient.name,
    exact: `${quotient.numerator}/${quotient.denominator} = ${(quotient.numerator / quotient.denominator).toFixed(5)}`,
    rounded: hundredths(quotient) / 100,
    excess: Math.abs(hundredths(quotient) - quotient.printed) / 100,
    step,
  }));
  const worst = each.reduce((known, next) => (next.excess > known.excess ? next : known));
  return trials.map(() => worst);
}

export const asPrinted = alwaysExactly({ tolerance: 0 });
