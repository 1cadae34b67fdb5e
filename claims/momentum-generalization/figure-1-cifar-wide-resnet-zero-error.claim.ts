import { figure1Cifar } from './cifar.ts';

export default figure1Cifar(
  'figure-1-cifar-wide-resnet-zero-error',
  'wide-resnet-16',
  'cifar-10',
  'zero training error',
);
