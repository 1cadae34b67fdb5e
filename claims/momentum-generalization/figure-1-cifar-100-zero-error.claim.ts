import { figure1Cifar } from './cifar.ts';

export default figure1Cifar('figure-1-cifar-100-zero-error', 'resnet-18', 'cifar-100', 'zero training error');
