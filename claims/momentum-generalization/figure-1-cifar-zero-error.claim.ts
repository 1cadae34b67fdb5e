import { figure1Cifar } from './cifar.ts';

export default figure1Cifar('figure-1-cifar-zero-error', 'resnet-18', 'cifar-10', 'zero training error');
