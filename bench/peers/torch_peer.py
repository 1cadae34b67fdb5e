"""PyTorch: all trials in one batched product, gradients by hand, torch.compile where it works, CUDA where it is."""

import numpy as np
import torch
from common import answer, workload_from_argv

workload = workload_from_argv()
spec = workload.spec
opt = spec["optimizer"]
q, relu, squared = spec["degree"], spec["relu"], spec["loss"] == "squared"
cuda = torch.cuda.is_available()
device = torch.device("cuda" if cuda else "cpu")
move = lambda array: torch.from_numpy(array).to(device)
x = move(workload.x.reshape(spec["trials"], -1, spec["d"]))
y, a, start = move(workload.y), move(workload.a), move(workload.w)
torch.set_float32_matmul_precision("highest")


def step(w, first, second, c1, c2):
    z = torch.bmm(x, w.transpose(1, 2))
    v = torch.relu(z) if relu else z
    power = torch.ones_like(v) if q == 1 else v ** (q - 1)
    f = (v * power * a[:, None, :]).sum(2).view(spec["trials"], spec["n"], spec["P"]).sum(2)
    slope = f - y if squared else -y * torch.sigmoid(-y * f) / spec["n"]
    pull = (q * slope).repeat_interleave(spec["P"], 1)[:, :, None] * a[:, None, :] * power
    if relu and q == 1:
        pull = pull * (z >= 0)
    g = torch.bmm(pull.transpose(1, 2), x) + spec["weightDecay"] * w
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
    return w - opt["rate"] * (first / c1) / (torch.sqrt(second / c2) + opt["epsilon"]), first, second


fast = torch.compile(step) if cuda else step


@torch.no_grad()
def train(steps):
    w, first, second = start.clone(), torch.zeros_like(start), torch.zeros_like(start)
    for t in range(steps):
        c1 = torch.tensor(1 - opt.get("beta1", 0) ** (t + 1), device=device)
        c2 = torch.tensor(1 - opt.get("beta2", 0) ** (t + 1), device=device)
        w, first, second = fast(w, first, second, c1, c2)
    if cuda:
        torch.cuda.synchronize()
    return w.cpu().numpy()


name = torch.cuda.get_device_name() if cuda else f"CPU, {torch.get_num_threads()} threads"
answer(workload, name, {"torch": torch.__version__}, train)
