import { figure1Cifar } from './cifar.ts';

export default figure1Cifar(
  'figure-1-cifar-100-wide-resnet-zero-error',
  'wide-resnet-16',
  'cifar-100',
  'zero training error',
);
