import {
  all,
  always,
  type Dataset,
  defineClaim,
  dot,
  part,
  patch,
  random,
  sample,
  sampleLoss,
  symmetricEigenvalues,
  type Worst,
} from 'lemmata';

interface Regime {
  /** Degree of the monomial activation that each half of the sentence is tried on. */
  readonly convex: number;
  readonly oneSigned: number;
  readonly cubic: number;
}

interface Observation {
  /** −(least Hessian eigenvalue) of the convex degree; that of the cubic one plus 10⁻³; `step` is the scale of W. */
  readonly convex: Worst;
  readonly nonConvex: Worst;
  /** −min f, and the share of negative labels minus the training error, of the one-signed degree. */
  readonly oneSigned: Worst;
  readonly missed: Worst;
  /** Training error of the cubic degree at w_r = w*. */
  readonly compatible: Worst;
  /** Least eigenvalue of degrees 1, 2, 3. */
  readonly eigenvalues: readonly number[];
  /** [t, L] along a random line through 0, degrees 1, 2, 3. */
  readonly lines: readonly (readonly (readonly [number, number])[])[];
}

const [dimension, patches, samples, neurons] = [5, 3, 10, 2];
const scales = [0.1, 0.3, 1];
const degrees = [1, 2, 3];
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const parts = Array.from({ length: neurons }, (_, r) => r * dimension);

/** The network z^degree on one data set: outputs, objective (λ = 0) and gradient. */
function network(data: Dataset, degree: number) {
  const inputs = Array.from({ length: samples }, (_, i) =>
    Array.from({ length: patches }, (_, p) => patch(data, i, p)),
  );
  const at = (w: Float64Array, x: Float64Array, from: number) => dot(w.subarray(from, from + dimension), x);
  const outputs = (w: Float64Array) =>
    inputs.map((own) =>
      own.reduce((sum, x) => parts.reduce((total, from) => total + at(w, x, from) ** degree, sum), 0),
    );
  const loss = (w: Float64Array) =>
    outputs(w).reduce((sum, f, i) => sum + sampleLoss('logistic', f, data.labels[i]), 0) / samples;
  const gradient = (w: Float64Array) => {
    const slopes = outputs(w).map((f, i) => (-data.labels[i] * sigmoid(-data.labels[i] * f)) / samples);
    const total = new Float64Array(w.length);
    inputs.forEach((own, i) => {
      for (const x of own) {
        for (const from of parts) {
          const pull = slopes[i] * degree * at(w, x, from) ** (degree - 1);
          for (let k = 0; k < dimension; k++) total[from + k] += pull * x[k];
        }
      }
    });
    return total;
  };
  return { outputs, loss, gradient };
}

/** By central differences of the gradient. */
function leastEigenvalue(gradient: (w: Float64Array) => Float64Array, w: Float64Array): number {
  const h = 1e-5;
  const columns = Array.from(w.keys(), (k) => {
    const shifted = (by: number) => gradient(w.map((entry, l) => (l === k ? entry + by : entry)));
    const [up, down] = [shifted(h), shifted(-h)];
    return Array.from(up, (entry, l) => (entry - down[l]) / (2 * h));
  });
  return symmetricEigenvalues(columns.map((column, k) => column.map((entry, l) => (entry + columns[l][k]) / 2)))[0];
}

const errors = (outputs: readonly number[], labels: Float64Array) =>
  outputs.filter((f, i) => f * labels[i] <= 0).length / outputs.length;
const largest = (values: readonly number[]): Worst => {
  const excess = Math.max(...values);
  return { excess, step: scales[values.indexOf(excess)] };
};
const never = (tolerance: number) => always({ tolerance, atMost: 0.4 });

export default defineClaim<Regime, Observation>({
  id: 'remark-cubic-smallest-degree',
  paper: 'momentum-generalization',
  title: 'Linear is convex, quadratic is one-signed, cubic is neither',
  label: 'Section 2, choice of the activation',
  section: 'B. Convexity remarks',
  restsOn: ['gradient-formula'],
  kind: 'inequality',
  statement: {
    tex: String.raw`\sigma=z:\ \nabla^2\widehat L\succeq0;\qquad\sigma=z^2:\ f_W\ge0;\qquad\sigma=z^3:\ \nabla^2\widehat L\not\succeq0,\ f_W\ \text{fits both labels}`,
    plain:
      'Among the monomial activations, z makes the objective convex, z² makes all outputs positive (its objective is not convex either), z³ is the first that is non-convex and can fit the data.',
  },
  assumptions: [
    'monomials z^p; for polynomials with lower terms see -any-polynomial',
    'λ = 0',
    'W at scales 0.1, 0.3, 1',
  ],
  profiles: {
    quick: { trials: 30, regime: { convex: 1, oneSigned: 2, cubic: 3 } },
    full: { trials: 200, regime: { convex: 1, oneSigned: 2, cubic: 3 } },
  },
  measure(regime, trials, lab) {
    return trials.map((trial) => {
      const sizes = { samples, smallMargin: 2, patches, dimension, alpha: 2, beta: 0.5, noise: 0.5 };
      const seeds = { data: lab.seed('data', trial), test: '' };
      const data = sample({ sampler: 'signal-noise', signal: 'random', orthogonal: true, ...sizes }, seeds).train;
      const stream = random(lab.seed('weights', trial));
      const direction = Float64Array.from({ length: neurons * dimension }, () => stream.normal());
      const points = scales.map((scale) => direction.map((entry) => scale * entry));
      const least = (degree: number) => points.map((w) => leastEigenvalue(network(data, degree).gradient, w));
      const outputs = points.map((w) => network(data, regime.oneSigned).outputs(w));
      const negative = data.labels.filter((y) => y < 0).length / samples;
      const aligned = Float64Array.from(direction, (_, k) => data.directions.signal[k % dimension]);
      return {
        convex: largest(least(regime.convex).map((eigenvalue) => -eigenvalue)),
        nonConvex: { excess: Math.min(...least(regime.cubic)) + 1e-3, step: 0 },
        oneSigned: largest(outputs.map((f) => -Math.min(...f))),
        missed: largest(outputs.map((f) => negative - errors(f, data.labels))),
        compatible: { excess: errors(network(data, regime.cubic).outputs(aligned), data.labels), step: 1 },
        eigenvalues: degrees.map((degree) => Math.min(...least(degree))),
        lines: degrees.map((degree) => {
          const { loss } = network(data, degree);
          const ticks = Array.from({ length: 41 }, (_, k) => (k - 20) / 20);
          return ticks.map((t) => [t, loss(direction.map((entry) => t * entry))] as const);
        }),
      };
    });
  },
  rule: all({
    'linear is convex': part(never(1e-8), ({ convex }: Observation) => convex),
    'quadratic is one-signed': part(never(0), ({ oneSigned }: Observation) => oneSigned),
    'quadratic misses the negative labels': part(never(0), ({ missed }: Observation) => missed),
    'cubic is not convex': part(never(0), ({ nonConvex }: Observation) => nonConvex),
    'cubic fits both labels': part(never(0), ({ compatible }: Observation) => compatible),
  }),
  controls: [
    { name: 'cubic for linear', breaks: 'runs the check of convexity on z³', regime: { convex: 3 } },
    { name: 'cubic for quadratic', breaks: 'runs the check of the sign on z³', regime: { oneSigned: 3 } },
    { name: 'quadratic for cubic', breaks: 'asks z² to fit both labels', regime: { cubic: 2 } },
    { name: 'linear for cubic', breaks: 'asks z to be non-convex', regime: { cubic: 1 } },
  ],
  figures: ([{ lines }, ...others]) => [
    {
      title: 'Loss along a random line',
      x: { label: 't' },
      y: { label: 'L(tW)' },
      series: lines.map((points, k) => ({ name: `degree ${degrees[k]}`, points })),
    },
    {
      kind: 'histogram',
      title: 'Least Hessian eigenvalue in every trial',
      x: { label: 'λ_min' },
      samples: degrees.map((degree, k) => ({
        name: `degree ${degree}`,
        values: others.map(({ eigenvalues }) => eigenvalues[k]),
      })),
      marks: [{ name: 'convex from', at: 0 }],
    },
  ],
  expectation: { verdict: 'holds' },
});
