import { figure1Cifar } from './cifar.ts';

export default figure1Cifar('figure-1-cifar-wide-resnet', 'wide-resnet-16', 'cifar-10');
