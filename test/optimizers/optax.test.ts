import { expect, test } from 'vitest';
import type { OptimizerSpec } from '../../src/optimizers/optimizers.ts';
import { final } from './iterates.ts';

const adam = { optimizer: 'adam', rate: 0.1, beta1: 0.9, beta2: 0.99, biasCorrection: true, epsilon: 1e-3 } as const;

/**
 * Values by optax 0.2.8 on jax 0.10.2, float64, printed by
 *
 *     pip install optax==0.2.8 && python -c "
 *     import jax; jax.config.update('jax_enable_x64', True)
 *     import jax.numpy as jnp, optax
 *     def run(tx):
 *         w = jnp.array([0.5, -1.0, 2.0]); s = tx.init(w)
 *         for t in range(5):
 *             u, s = tx.update(jnp.array([w[0], jnp.sin(3.0 * w[1]), w[2] ** 3 / 4]), s, w)
 *             w = optax.apply_updates(w, u)
 *         print([float(x) for x in w])
 *     run(optax.adam(0.1, b1=0.9, b2=0.99, eps=1e-3))
 *     run(optax.adam(0.1, b1=0.9, b2=0.99, eps=0.0, eps_root=1e-3))
 *     run(optax.sgd(0.1)); run(optax.sgd(0.1, momentum=0.9)); run(optax.sign_sgd(0.1))
 *     run(optax.chain(optax.ema(0.9, debias=False), optax.scale(-0.1)))"
 */
const byOptax: [string, OptimizerSpec, number[]][] = [
  [
    'adam, ε outside the root',
    { ...adam, epsilonPlacement: 'outside' },
    [0.028023638126755387, -0.5275390433821817, 1.511683590567958],
  ],
  [
    'adam, ε inside the root',
    { ...adam, epsilonPlacement: 'inside' },
    [0.0283008702593171, -0.5292933165838484, 1.5114907944254197],
  ],
  ['gd', { optimizer: 'gd', rate: 0.1 }, [0.29524500000000004, -0.8744098254903462, 1.3734018660387615]],
  [
    'heavy ball',
    { optimizer: 'heavy-ball', rate: 0.1, momentum: 0.9 },
    [-0.014579999999999982, -0.6579036262720428, 0.3893520424808081],
  ],
  ['signGd', { optimizer: 'sign-gd', rate: 0.1 }, [2.7755575615628914e-17, -0.5000000000000001, 1.4999999999999996]],
  [
    'momentum',
    { optimizer: 'momentum', rate: 0.1, memory: 0.9 },
    [0.43581701294999997, -0.9801217068333248, 1.7543522360107708],
  ],
];

test.each(byOptax)('%s agrees with optax', (_, spec, expected) => {
  const slope = (w: ArrayLike<number>) => [w[0], Math.sin(3 * w[1]), w[2] ** 3 / 4];
  final(spec, [0.5, -1, 2], slope, 5).forEach((value, k) => {
    expect(value).toBeCloseTo(expected[k], 13);
  });
});
