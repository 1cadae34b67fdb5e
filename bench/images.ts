/**
 * Pictures per second of ResNet-18, forward, backward and update, on synthetic 32×32 colour pictures, on every TensorFlow.js
 * backend that is here and on PyTorch, in one run: `node --import tsx bench/images.ts [--help]` writes reports/bench-images.json.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tfjs from '@tensorflow/tfjs-core';
import { Command } from 'commander';
import { median } from 'simple-statistics';
import type { ImageSet } from '../src/data/images/image-set.ts';
import { type BackendName, backendNames, backends } from '../src/engines/backends.ts';
import { checkImageJob } from '../src/engines/images/job.ts';
import { NetworkRun, toDevice } from '../src/engines/images/network-run.ts';
import { random } from '../src/random/random.ts';
import { timePeer } from './peer.ts';

const options = new Command('bench/images.ts')
  .option(
    '--backend <name...>',
    `of ${backendNames.join(', ')}`,
    backendNames.filter((name) => name !== 'cpu'),
  )
  .option('--batch <pictures>', 'pictures of an update', '32')
  .option('--steps <count>', 'updates that are timed, of which the median counts', '5')
  .option('--width <channels>', 'of the first stage', '64')
  .parse()
  .opts<{ backend: BackendName[]; batch: string; steps: string; width: string }>();

interface Timed {
  readonly who: string;
  readonly device: string;
  /** Losses before the first updates, which must agree. */
  readonly losses: readonly number[];
  readonly secondsPerStep: number;
  readonly cpuSecondsPerStep: number;
}

const [samples, steps, width] = [options.batch, options.steps, options.width].map(Number);
const checkSteps = 3;
const [rate, memory] = [0.1, 0.9];
const tf = createRequire(import.meta.url)('@tensorflow/tfjs') as typeof tfjs;
const job = checkImageJob({
  name: 'bench',
  data: { source: { set: 'cifar-10' }, train: samples, test: 1 },
  network: { architecture: 'resnet-18', batchNorm: false, width },
  optimizer: { optimizer: 'momentum', rate, memory },
  steps,
  every: steps,
});
const stream = random('bench');
const pictures: ImageSet = {
  samples,
  height: 32,
  width: 32,
  channels: 3,
  classes: 10,
  pixels: Float32Array.from({ length: samples * 3072 }, () => stream.normal()),
  labels: Uint8Array.from({ length: samples }, () => stream.integer(10)),
  groups: new Uint8Array(samples),
};
const folder = mkdtempSync(join(tmpdir(), 'lemmata-bench-'));
const timed: Timed[] = [];

for (const name of options.backend) {
  const found = await backends[name].probe();
  if (!found.available) {
    console.log(`${name}: not here, ${found.reason}`);
    continue;
  }
  await backends[name].start(tf);
  const train = toDevice(tf, pictures);
  const network = new NetworkRun(tf, job, train, 'start');
  if (timed.length === 0) await write(network);
  const losses: number[] = [];
  const step = async () => {
    const loss = network.update(losses.length, train, null, rate);
    losses.push((await loss.data())[0]);
    loss.dispose();
  };
  for (let t = 0; t < checkSteps; t++) await step();
  const [walls, cpu]: [number[], number[]] = [[], []];
  for (let t = 0; t < steps; t++) {
    const [began, used] = [performance.now(), process.cpuUsage()];
    await step();
    const { user, system } = process.cpuUsage(used);
    walls.push((performance.now() - began) / 1000);
    cpu.push((user + system) / 1e6);
  }
  timed.push({
    who: name,
    device: found.device,
    losses,
    secondsPerStep: median(walls),
    cpuSecondsPerStep: median(cpu),
  });
  network.dispose();
  tf.dispose([train.x, train.y]);
}

const { error, versions, ...torch } = await timePeer<Timed>('torch_images', folder);
if (error) console.log(`torch: not here, ${error}`);
else timed.push({ ...(torch as Timed), who: 'torch' });
rmSync(folder, { recursive: true });

const [first] = timed;
const peer = timed.find(({ who }) => who === 'torch');
const rows = timed.map(({ who, device, losses, secondsPerStep, cpuSecondsPerStep }) => {
  const apart = Math.max(...losses.slice(0, checkSteps).map((loss, k) => Math.abs(loss / first.losses[k] - 1)));
  if (!(apart < 1e-3)) throw new Error(`${who} differs from ${first.who} by ${apart} of the loss: ${losses}`);
  return {
    who,
    device,
    picturesPerSecond: samples / secondsPerStep,
    picturesPerCpuSecond: samples / cpuSecondsPerStep,
    /** Of PyTorch's pictures per second, and per CPU-second. */
    ofTorch: peer ? peer.secondsPerStep / secondsPerStep : null,
    ofTorchPerCpuSecond: peer ? peer.cpuSecondsPerStep / cpuSecondsPerStep : null,
  };
});
for (const { who, device, ...numbers } of rows) {
  const [wall, cpu, ratio, cpuRatio] = Object.values(numbers).map((value) => value?.toPrecision(3) ?? '?');
  console.log(`${who} (${device}): ${wall} pictures/s, ${cpu} per CPU-second; ${ratio} and ${cpuRatio} of PyTorch's`);
}
const machine = `${cpus()[0].model}, ${availableParallelism()} cores`;
const workload = { network: job.network, batch: samples, steps, losses: first.losses.slice(0, checkSteps) };
mkdirSync('reports', { recursive: true });
const report = { machine, versions: { node: process.versions.node, ...versions }, workload, rows };
writeFileSync('reports/bench-images.json', `${JSON.stringify(report, null, 2)}\n`);
process.exit();

/** The workload for PyTorch: pictures, classes and the parameters that the network starts with. */
async function write(network: NetworkRun): Promise<void> {
  const parameters = Float32Array.from((await network.state()).subarray(0, network.size));
  writeFileSync(join(folder, 'x.f32'), pictures.pixels);
  writeFileSync(join(folder, 'y.f32'), Float32Array.from(pictures.labels));
  writeFileSync(join(folder, 'start.f32'), parameters);
  writeFileSync(join(folder, 'job.json'), JSON.stringify({ width, rate, memory, steps, checkSteps }));
}
