import type { Address } from '../wasm/module.ts';

/** What src/engines/images/assembly/index.ts exports. */
export interface Layers {
  readonly memory: WebAssembly.Memory;
  heapBase(): Address;
  convolve(...of: number[]): void;
  filterGradient(...of: number[]): void;
  inputGradient(...of: number[]): void;
  moments(z: Address, places: number, channels: number, mean: Address, variance: Address): void;
  normalise(...of: number[]): void;
  normaliseBack(...of: number[]): void;
  dense(...of: number[]): void;
  denseBack(...of: number[]): void;
  crossEntropy(outputs: Address, labels: Address, n: number, classes: number, columns: number): number;
}

/** Parameters of one kind in memory: weights, gradient and the buffers of the optimizer, at addresses. */
export interface Parameter {
  readonly size: number;
  readonly weights: Address;
  readonly gradient: Address;
  readonly buffers: readonly Address[];
}

/** A convolution 3×3 at stride 2 with batch normalisation and ReLU. Statistics are of `channels` numbers. */
export interface Layer {
  readonly height: number;
  readonly width: number;
  readonly inward: number;
  readonly channels: number;
  /** Rows and columns of zeros ahead, of those that pad the picture to ⌈height/2⌉ × ⌈width/2⌉. */
  readonly before: number;
  /** Of one picture, after the convolution. */
  readonly places: number;
  readonly filter: Parameter;
  readonly scale: Parameter;
  readonly shift: Parameter;
  readonly mean: Address;
  readonly variance: Address;
  /** 1/√(variance + ε) */
  readonly inverse: Address;
  /** scale/√(variance + ε) */
  readonly factor: Address;
  readonly z: Address;
  readonly active: Address;
  /** ∂L/∂active, then ∂L/∂z. */
  readonly slopes: Address;
}

/** Pictures in memory: pixels, and labels in 32 bits. */
export interface Pictures {
  readonly pixels: Address;
  readonly labels: Address;
  readonly samples: number;
}
