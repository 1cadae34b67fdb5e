import { figure1Cifar } from './cifar.ts';

export default figure1Cifar('figure-1-cifar', 'resnet-18', 'cifar-10');
