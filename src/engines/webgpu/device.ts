import { setImmediate } from 'node:timers/promises';
import { NotMeasured } from '../../errors.ts';
import { provideGpu } from '../backends.ts';

/** A device with the largest limits its adapter has, and what went wrong with it so far. */
export class Gpu {
  readonly device: GPUDevice;
  readonly name: string;
  #failure: string | undefined;

  private constructor(device: GPUDevice, name: string) {
    this.device = device;
    this.name = name;
    device.lost.then(({ reason, message }) => {
      this.#failure ??= `the GPU (${name}) was lost: ${message || reason}`;
    });
    device.addEventListener('uncapturederror', (event) => {
      this.#failure ??= `the GPU (${name}) failed: ${(event as GPUUncapturedErrorEvent).error.message}`;
    });
  }

  /** @throws NotMeasured if there is no adapter. */
  static async open(): Promise<Gpu> {
    const gpu = await provideGpu();
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) throw new NotMeasured('Dawn found no GPU adapter');
    const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
    const device = await adapter.requestDevice({ requiredLimits: { maxStorageBufferBindingSize, maxBufferSize } });
    const { vendor, architecture, device: model, description } = adapter.info;
    const name = [description || model, vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter';
    return new Gpu(device, name);
  }

  /** Waits for what the device has to say. @throws NotMeasured if it was lost or reported an error. */
  async settle(): Promise<void> {
    // Losses and errors are told in turns of their own.
    await setImmediate();
    if (this.#failure !== undefined) throw new NotMeasured(this.#failure);
  }
}
