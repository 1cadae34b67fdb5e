"""NumPy: one trial after the other, matrix products by its BLAS, patches dense, gradients by hand."""

import numpy as np
from common import answer, workload_from_argv

workload = workload_from_argv()
spec = workload.spec
opt = spec["optimizer"]
q, relu, squared = spec["degree"], spec["relu"], spec["loss"] == "squared"
x = workload.x.reshape(spec["trials"], -1, spec["d"])


def gradient(trial, w):
    rows, y, a = x[trial], workload.y[trial], workload.a[trial]
    z = rows @ w.T
    v = np.maximum(z, 0) if relu else z
    power = np.ones_like(v) if q == 1 else v if q == 2 else v * v if q == 3 else v ** (q - 1)
    f = ((v * power) @ a).reshape(spec["n"], spec["P"]).sum(1)
    slope = f - y if squared else -y / (1 + np.exp(y * f)) / spec["n"]
    pull = (q * np.repeat(slope, spec["P"]))[:, None] * a * power
    if relu and q == 1:
        pull *= z >= 0
    return pull.T @ rows + spec["weightDecay"] * w


def train_one(trial, steps):
    w = workload.w[trial].copy()
    first = np.zeros_like(w)
    second = np.zeros_like(w)
    for t in range(steps):
        g = gradient(trial, w)
        name = opt["optimizer"]
        if name == "gd":
            w -= np.float32(opt["rate"]) * g
        elif name == "momentum":
            first = opt["memory"] * first + (1 - opt["memory"]) * g
            w -= np.float32(opt["rate"]) * first
        elif name == "heavy-ball":
            first = opt["momentum"] * first - opt["rate"] * g
            w += first
        else:
            first = opt["beta1"] * first + (1 - opt["beta1"]) * g
            second = opt["beta2"] * second + (1 - opt["beta2"]) * g * g
            c1, c2 = 1 - opt["beta1"] ** (t + 1), 1 - opt["beta2"] ** (t + 1)
            w -= np.float32(opt["rate"] / c1) * first / (np.sqrt(second / c2) + np.float32(opt["epsilon"]))
    return w


def train(steps):
    return np.stack([train_one(trial, steps) for trial in range(spec["trials"])])


answer(workload, "CPU", {"numpy": np.__version__}, train)
