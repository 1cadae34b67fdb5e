import { train } from '../../src/engines/train.ts';
import { counting, toyJob, training } from './toys.ts';

// Trains six trials over the cache folder of argv[2], a while each, and prints which of them it trained itself.
const engine = counting();
const job = { ...toyJob, steps: 20_000 };
const trajectories = await train(job, [0, 1, 2, 3, 4, 5], training(process.argv[2], { engine }));
process.stdout.write(JSON.stringify({ trained: engine.trained, steps: trajectories.map(({ steps }) => steps) }));
