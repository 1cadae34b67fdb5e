import type { Gpu } from './device.ts';
import type { Session, Source, Status, StepConstants } from './session.ts';

/** What was recorded at a step, by source, [trials, …]. */
export type Snapshot = ReadonlyMap<Source, Float32Array>;

/**
 * Encodes the steps one after the other, each observed before its update where `sources` asks for something, submits them
 * as one, and reads back what was observed.
 * @throws NotMeasured if the device was lost or failed.
 */
export async function submit(
  gpu: Gpu,
  session: Session,
  steps: readonly StepConstants[],
  sources: readonly ReadonlySet<Source>[],
  updates: boolean,
): Promise<{ snapshots: Snapshot[]; statuses: readonly Status[] }> {
  const { device } = gpu;
  session.writeSteps(steps);
  const encoder = device.createCommandEncoder();
  const copies: { source: Source; slot: number; bytes: number; from: GPUBuffer; offset: number }[] = [];
  let offset = 0;
  const plan = (source: Source, slot: number) => {
    const { buffer, bytes } = session.buffer(source);
    const copy = { source, slot, bytes, from: buffer, offset };
    copies.push(copy);
    offset += bytes;
    return copy;
  };
  const perStep = sources.map((wanted, slot) => [...wanted].map((source) => plan(source, slot)));
  const watched = session.watched(steps.length);
  encoder.clearBuffer(watched.buffer, 0, watched.bytes);
  const record = device.createBuffer({
    size: offset + watched.bytes,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  let pass = encoder.beginComputePass();
  steps.forEach((_, slot) => {
    const observed = perStep[slot].length > 0 || !updates;
    if (observed) {
      session.observe(pass, slot, sources[slot]);
      pass.end();
      for (const { from, offset: to, bytes } of perStep[slot]) encoder.copyBufferToBuffer(from, 0, record, to, bytes);
      pass = encoder.beginComputePass();
    }
    if (updates) session.update(pass, slot, observed);
  });
  pass.end();
  encoder.copyBufferToBuffer(watched.buffer, 0, record, offset, watched.bytes);
  device.queue.submit([encoder.finish()]);
  try {
    await record.mapAsync(GPUMapMode.READ);
  } catch (error) {
    await gpu.settle();
    throw error;
  }
  await gpu.settle();
  const read = record.getMappedRange().slice(0);
  record.destroy();
  const snapshots = steps.map(() => new Map<Source, Float32Array>());
  for (const { source, slot, bytes, offset: at } of copies) {
    snapshots[slot].set(source, new Float32Array(read, at, bytes / 4));
  }
  return { snapshots, statuses: session.statuses(read.slice(offset), steps) };
}
