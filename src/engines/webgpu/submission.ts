import type { Gpu } from './device.ts';
import type { Session, Source, StepConstants } from './session.ts';

/** How a trial stands: 0 runs on, 1 stopped at `step` below the slope asked for, 2 diverged there in `sample`. */
export interface Status {
  readonly state: number;
  readonly step: number;
  readonly sample: number;
}

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
): Promise<{ snapshots: Snapshot[]; statuses: Status[] }> {
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
  const last = plan('status', steps.length);
  const record = device.createBuffer({ size: offset, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
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
  encoder.copyBufferToBuffer(last.from, 0, record, last.offset, last.bytes);
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
    snapshots[slot]?.set(source, new Float32Array(read, at, bytes / 4));
  }
  const words = new Uint32Array(read, last.offset, last.bytes / 4);
  const statuses = Array.from({ length: words.length / 4 }, (_, k) => ({
    state: words[4 * k],
    step: words[4 * k + 1],
    sample: words[4 * k + 2],
  }));
  return { snapshots, statuses };
}
