"""JAX: the loss written down, jax.grad, vmap over trials, lax.scan over steps, one jit around it all."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from common import answer, workload_from_argv

workload = workload_from_argv()
spec = workload.spec
opt = spec["optimizer"]
q, relu, squared = spec["degree"], spec["relu"], spec["loss"] == "squared"


def loss(w, x, y, a):
    z = jnp.einsum("npd,md->npm", x, w)
    v = jax.nn.relu(z) if relu else z
    f = jnp.einsum("npm,m->n", v**q, a)
    data = 0.5 * jnp.sum((f - y) ** 2) if squared else jnp.mean(jax.nn.softplus(-y * f))
    return data + 0.5 * spec["weightDecay"] * jnp.sum(w * w)


def update(t, w, first, second, g):
    name = opt["optimizer"]
    if name == "gd":
        return w - opt["rate"] * g, first, second
    if name == "momentum":
        first = opt["memory"] * first + (1 - opt["memory"]) * g
        return w - opt["rate"] * first, first, second
    if name == "heavy-ball":
        first = opt["momentum"] * first - opt["rate"] * g
        return w + first, first, second
    first = opt["beta1"] * first + (1 - opt["beta1"]) * g
    second = opt["beta2"] * second + (1 - opt["beta2"]) * g * g
    c1, c2 = 1 - opt["beta1"] ** (t + 1.0), 1 - opt["beta2"] ** (t + 1.0)
    return w - opt["rate"] * (first / c1) / (jnp.sqrt(second / c2) + opt["epsilon"]), first, second


def run_one(steps, w, x, y, a):
    def step(carry, t):
        w, first, second = carry
        return update(t, w, first, second, jax.grad(loss)(w, x, y, a)), None

    (w, _, _), _ = jax.lax.scan(step, (w, jnp.zeros_like(w), jnp.zeros_like(w)), jnp.arange(steps))
    return w


@partial(jax.jit, static_argnums=0)
def run(steps, w, x, y, a):
    return jax.vmap(partial(run_one, steps))(w, x, y, a)


arrays = [jnp.asarray(array) for array in (workload.w, workload.x, workload.y, workload.a)]
device = jax.devices()[0]


def train(steps):
    return np.asarray(run(steps, *arrays).block_until_ready())


answer(workload, f"{device.platform}: {device.device_kind}", {"jax": jax.__version__}, train)
