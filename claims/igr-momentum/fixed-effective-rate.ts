import { all, type Figure, type ImageJob, type Lab, pairedLess, part, type Rule } from 'lemmata';

/** SGD+M at one h/(1 − β), for several of them, from one start on the same pictures in the same batches. */
export interface FixedRate {
  readonly data: ImageJob['data'];
  readonly network: ImageJob['network'];
  readonly batch: number;
  readonly epochs: number;
  /** η = h/(1 − β) */
  readonly rates: readonly number[];
  /** β of the rows; the last is held against the first. */
  readonly momenta: readonly number[];
}

/**
 * Test accuracy after each epoch, by rate and β: [rate][β][epoch]. A run that diverged ends with NaN; rows between the
 * first and the last, which only the pictures show, are empty beyond the first starts.
 */
export type Accuracies = readonly (readonly (readonly number[])[])[];

/** Epochs at the end over which Table 1 takes mean and standard deviation. */
const last = 5;
/** Starts that run every row, as many as the catalogue asks for. */
const shown = 8;

export async function measureFixedRate(regime: FixedRate, trials: readonly number[], lab: Lab): Promise<Accuracies[]> {
  const { data, network, batch, epochs, rates, momenta } = regime;
  const perEpoch = Math.floor(data.train / batch);
  const job = (rate: number, momentum: number): ImageJob => ({
    name: `igr-momentum/table-1/${data.source.set}`,
    data,
    network,
    optimizer: { optimizer: 'heavy-ball', rate: rate * (1 - momentum), momentum },
    batch,
    steps: epochs * perEpoch,
    every: perEpoch,
  });
  const run = async (starts: readonly number[], rows: readonly number[]): Promise<Accuracies[]> => {
    if (starts.length === 0) return [];
    const jobs = rates.flatMap((rate) => rows.map((m) => job(rate, momenta[m])));
    const runs = await lab.trainImages(jobs, starts);
    const curve = (r: number, m: number, k: number) => {
      if (!rows.includes(m)) return [];
      const { test } = runs[r * rows.length + rows.indexOf(m)][k].series;
      return Array.from({ length: epochs }, (_, epoch) => test.values[epoch + 1] ?? Number.NaN);
    };
    return starts.map((_, k) => rates.map((_, r) => momenta.map((_, m) => curve(r, m, k))));
  };
  const rows = [...momenta.keys()];
  const [few, more] = [trials.filter((trial) => trial < shown), trials.filter((trial) => trial >= shown)];
  return [...(await run(few, rows)), ...(await run(more, [rows[0], rows[rows.length - 1]]))];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const accuracyOf = (curve: readonly number[]) => mean(curve.slice(-last));

/** Standard deviation within one run: over seeds, Table 1's mixes the spread of the seeds in. */
function deviationOf(curve: readonly number[]): number {
  const centre = accuracyOf(curve);
  return Math.sqrt((mean(curve.slice(-last).map((value) => (value - centre) ** 2)) * last) / (last - 1));
}

/** Mean over the starts that run every row of a quantity of the last epochs, [rate][β]. */
function tableOf(of: (curve: readonly number[]) => number, observations: readonly Accuracies[]): number[][] {
  return observations[0].map((curves, r) =>
    curves.map((_, m) => mean(observations.slice(0, shown).map((accuracies) => of(accuracies[r][m])))),
  );
}

const sign = pairedLess();

/** A quantity of the last β above that of the first in most starts, at one rate of the regime. Ties count against. */
const rises = (of: (curve: readonly number[]) => number, rate: number) =>
  part(sign, (accuracies: Accuracies) => {
    const curves = accuracies[rate];
    return { a: of(curves[0]), b: of(curves[curves.length - 1]) };
  });

/** Both findings of Table 1. The sign of the difference of two deviations is that of their log-ratio. */
export const accurateAndSmooth: Rule<Accuracies> = all({
  'accuracy is higher': rises(accuracyOf, 0),
  'deviation is lower': rises((curve) => -deviationOf(curve), 0),
});

/** The first finding, at each of two rates. */
export const accurateAtBoth: Rule<Accuracies> = all({
  'accuracy is higher at the smaller rate': rises(accuracyOf, 0),
  'accuracy is higher at the larger rate': rises(accuracyOf, 1),
});

/** At one rate: the starts in which the last β is more accurate than the first, and by how much in the mean. */
export function gainAt(observations: readonly Accuracies[], rate: number) {
  const gains = observations.map((accuracies) => {
    const curves = accuracies[rate];
    return accuracyOf(curves[curves.length - 1]) - accuracyOf(curves[0]);
  });
  return { better: gains.filter((gain) => gain > 0).length, starts: gains.length, meanGain: mean(gains) };
}

/** Figure 4, one picture per rate, and Table 1 as two, over the first starts; how both differences spread over all. */
export function fixedRateFigures(observations: readonly Accuracies[], { rates, momenta }: FixedRate): Figure[] {
  const largest = momenta[momenta.length - 1];
  const spread = (difference: (from: readonly number[], to: readonly number[]) => number) =>
    rates.map((rate, r) => ({
      name: `η = ${rate}`,
      values: observations.map((accuracies) => difference(accuracies[r][0], accuracies[r][momenta.length - 1])),
    }));
  const table = (title: string, of: (curve: readonly number[]) => number, best: typeof Math.max): Figure => ({
    kind: 'cells',
    title,
    x: { label: 'β' },
    y: { label: 'η = h/(1 − β)' },
    value: { label: 'percent' },
    outline: 'best of its rate',
    cells: tableOf(of, observations).flatMap((row, r) =>
      row.map((value, m) => ({
        x: String(momenta[m]),
        y: String(rates[r]),
        value: 100 * value,
        outlined: value === best(...row),
      })),
    ),
  });
  return [
    ...rates.map((rate, r) => ({
      title: `Test accuracy at h/(1 − β) = ${rate}`,
      x: { label: 'epoch' },
      y: { label: 'mean accuracy' },
      series: momenta.map((momentum, m) => ({
        name: `β = ${momentum}`,
        points: observations[0][r][m].map(
          (_, epoch) =>
            [epoch + 1, mean(observations.slice(0, shown).map((accuracies) => accuracies[r][m][epoch]))] as const,
        ),
      })),
    })),
    table(`Mean test accuracy over the last ${last} epochs`, accuracyOf, Math.max),
    table(`Its standard deviation over the last ${last} epochs of a run`, deviationOf, Math.min),
    {
      kind: 'histogram',
      title: `Accuracy at β = ${largest} less that at β = ${momenta[0]}, over the starts`,
      x: { label: 'difference' },
      samples: spread((from, to) => accuracyOf(to) - accuracyOf(from)),
      marks: [{ name: 'no difference', at: 0 }],
    },
    {
      kind: 'histogram',
      title: `Standard deviation at β = ${largest} against that at β = ${momenta[0]}, over the starts`,
      x: { label: 'log of the ratio' },
      samples: spread((from, to) => Math.log(deviationOf(to) / deviationOf(from))),
      marks: [{ name: 'no difference', at: 0 }],
    },
  ];
}
