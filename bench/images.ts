/**
 * Pictures per second of ResNet-18, forward, backward and update, on synthetic 32×32 colour pictures:
 * `node --import tsx bench/images.ts [backend,…] [batch] [steps] [width]`, on every backend that is here unless named.
 */
import { createRequire } from 'node:module';
import type * as tfjs from '@tensorflow/tfjs-core';
import type { ImageSet } from '../src/data/images/image-set.ts';
import { type BackendName, backendNames, backends } from '../src/engines/backends.ts';
import { checkImageJob } from '../src/engines/images/job.ts';
import { NetworkRun, toDevice } from '../src/engines/images/network-run.ts';
import { random } from '../src/random/random.ts';

const [named = backendNames.filter((name) => name !== 'cpu').join(), batch = '32', steps = '3', width = '64'] =
  process.argv.slice(2);
const tf = createRequire(import.meta.url)('@tensorflow/tfjs') as typeof tfjs;
const samples = Number(batch);
const job = checkImageJob({
  name: 'bench',
  data: { source: { set: 'cifar-10' }, train: samples, test: 1 },
  network: { architecture: 'resnet-18', batchNorm: false, width: Number(width) },
  optimizer: { optimizer: 'momentum', rate: 0.01, memory: 0.9 },
  steps: Number(steps),
  every: Number(steps),
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

for (const name of named.split(',') as BackendName[]) {
  const found = await backends[name].probe();
  if (!found.available) {
    console.log(`${name}: not here, ${found.reason}`);
    continue;
  }
  await backends[name].start(tf);
  const train = toDevice(tf, pictures);
  const network = new NetworkRun(tf, job, train, 'start');
  const step = async (t: number) => {
    const loss = network.update(t, train, null, job.optimizer.rate);
    const [value] = await loss.data();
    loss.dispose();
    return value;
  };
  await step(0);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  let loss = 0;
  for (let t = 1; t <= job.steps; t++) loss = await step(t);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const rate = (in_: number) => ((samples * job.steps) / in_).toPrecision(3);
  console.log(
    `${name} (${found.device}): ResNet-18 of ${network.size} parameters, ${rate(seconds)} pictures/s, ` +
      `${rate((user + system) / 1e6)} per CPU-second, loss ${loss.toPrecision(4)} after ${job.steps} updates of ${samples}`,
  );
  network.dispose();
  tf.dispose([train.x, train.y]);
}
