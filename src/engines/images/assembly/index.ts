/**
 * Layers of small convolutional networks in float32, pictures as [n, height, width, channels]. A convolution is 3×3 at
 * stride 2; its output channels are a multiple of 8, its input channels too where a gradient is taken for them.
 */
export { convolve, filterGradient, inputGradient } from './convolution';
export { crossEntropy, dense, denseBack } from './dense';
export { moments, normalise, normaliseBack } from './normalisation';

/** First free byte of the memory. */
export function heapBase(): usize {
  return __heap_base;
}
