import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import Table from 'cli-table3';
import { Command } from 'commander';
import { type CheckedJob, checkJob, type Engine, type Prepared } from '../src/engines/job.ts';
import { plain } from '../src/engines/plain.ts';
import { prepare } from '../src/engines/prepare.ts';
import { selectEngine } from '../src/engines/select.ts';
import { floorOf, measureRates } from './floor.ts';
import { type PeerName, peerNames, timePeer, writeWorkload } from './peer.ts';
import { workloads } from './workloads.ts';

interface Row {
  readonly workload: string;
  readonly trials: number;
  readonly precision: string;
  readonly engine: string;
  readonly usPerStep: number;
  readonly best: { readonly peer: string; readonly usPerStep: number } | null;
  readonly speedup: number | null;
  readonly floorUsPerStep: number;
  readonly overFloor: number;
}

const checkSteps = 3;
/** L2 of a core. */
const cacheBytes = 2 ** 20;

const options = new Command('bench')
  .description('Times each workload on the engines and peers that are here, in one run, and writes reports/bench.json.')
  .option('--workload <name...>', `of ${workloads.map(({ name }) => name).join(', ')}`)
  .option('--engine <name...>', 'engines to time', ['wasm'])
  .option('--peer <name...>', 'peers to time', [...peerNames])
  .option('--trials <count>', 'most trials', '16')
  .option('--repeats <count>', 'repeats, of which the median counts', '5')
  .parse()
  .opts<{ workload?: string[]; engine: string[]; peer: PeerName[]; trials: string; repeats: string }>();

const cores = availableParallelism();
const repeats = Number(options.repeats);
const rates = await measureRates();
const engines: Engine[] = [];
for (const name of options.engine) engines.push((await selectEngine(name, cores)).engine);
const versions: Record<string, string> = { node: process.versions.node };
const rows: Row[] = [];
const table = new Table({ head: ['workload', 'trials', 'who', 'µs/step', 'ratio', 'floor', 'over floor', 'note'] });

for (const { name, what, job, trials: counts } of workloads) {
  if (options.workload && !options.workload.includes(name)) continue;
  for (const count of counts.filter((trials) => trials <= Number(options.trials))) {
    process.stderr.write(`${name} (${what}), ${count} trials\n`);
    const checked = checkJob(job);
    const trials = Array.from({ length: count }, (_, k) => prepare(checked, '1', k));
    const exact = { ...checked, precision: 'float64' as const, steps: checkSteps };
    const expected = (await train(plain, exact, trials)).map(({ series }) => series.weights.values);
    const floor = floorOf(checked, trials, rates, cores, cacheBytes);
    const workload = writeWorkload(checked, trials, expected, { checkSteps, repeats });
    const peers: { peer: string; usPerStep: number }[] = [];
    for (const peer of options.peer) {
      const { error, usPerStep, device, versions: found } = await timePeer(peer, workload.folder);
      Object.assign(versions, found);
      if (usPerStep !== undefined) peers.push({ peer: `${peer} (${device})`, usPerStep });
      table.push([name, count, peer, usPerStep?.toFixed(0) ?? '', '', '', '', error?.slice(0, 50) ?? '']);
    }
    workload.remove();
    const best = peers.toSorted((a, b) => a.usPerStep - b.usPerStep)[0] ?? null;
    for (const engine of engines) {
      const deviation = deviationOf(await train(engine, { ...checked, steps: checkSteps }, trials), expected, trials);
      if (!(deviation < 1e-2)) throw new Error(`${engine.name} differs from plain by ${deviation} on ${name}`);
      const usPerStep = await timeEngine(engine, checked, trials);
      const speedup = best && best.usPerStep / usPerStep;
      const overFloor = usPerStep / floor;
      rows.push({
        workload: name,
        trials: count,
        precision: checked.precision,
        engine: engine.name,
        usPerStep,
        best,
        speedup,
        floorUsPerStep: floor,
        overFloor,
      });
      const ratio = speedup ? `${speedup.toFixed(2)} × ${best?.peer.split(' ')[0]}` : '';
      process.stderr.write(
        `  ${engine.name} ${usPerStep.toFixed(0)} µs/step, ${ratio || 'no peer'}, floor ${floor.toFixed(0)}\n`,
      );
      table.push([name, count, engine.name, usPerStep.toFixed(0), ratio, floor.toFixed(0), overFloor.toFixed(1), '']);
    }
  }
}

console.log(table.toString());
const machine = `${cpus()[0].model}, ${cores} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const device = engines.map((engine) => `${engine.name}: ${engine.device}`).join('; ');
console.log(
  `${machine}; ${device}; one core: ${rates.multiplyAdds.toFixed(0)} multiply-adds and ${rates.bytes.toFixed(0)} bytes per µs`,
);
mkdirSync('reports', { recursive: true });
writeFileSync('reports/bench.json', `${JSON.stringify({ machine, device, versions, rates, rows }, null, 2)}\n`);
process.exit();

type Trained = Awaited<ReturnType<Engine['train']>>;

function train(engine: Engine, job: CheckedJob, trials: readonly Prepared[]): Promise<Trained> {
  return engine.train(job, trials, new AbortController().signal);
}

/** Median µs per step: a long run less a short one, so that placing the data does not count, as it does not for the peers. */
async function timeEngine(engine: Engine, job: CheckedJob, trials: readonly Prepared[]): Promise<number> {
  const time = async (steps: number) => {
    const started = performance.now();
    await train(engine, { ...job, steps }, trials);
    return performance.now() - started;
  };
  // Long enough for threads to be worth their start.
  const long = 4 * job.steps;
  await time(long);
  const times: number[] = [];
  for (let k = 0; k < repeats; k++) times.push(((await time(long)) - (await time(job.steps))) / (long - job.steps));
  return 1000 * times.toSorted((a, b) => a - b)[Math.floor(repeats / 2)];
}

/**
 * Root mean square difference of the last weights, as a part of how far they moved. (The largest would not do: among
 * millions of neurons some lie so close to the kink that rounding decides on which side.)
 */
function deviationOf(actual: Trained, expected: readonly Float64Array[], trials: readonly Prepared[]): number {
  let [gap, moved] = [0, 0];
  expected.forEach((weights, k) => {
    const got = actual[k].series.weights.values;
    weights.forEach((weight, at) => {
      gap += (got[at] - weight) ** 2;
      moved += (weight - trials[k].weights[at]) ** 2;
    });
  });
  return Math.sqrt(gap / moved);
}
