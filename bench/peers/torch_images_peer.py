"""PyTorch: ResNet-18 of src/networks/images/architectures.ts without normalisation, autograd, channels last, CUDA where it is.

Folder: job.json; x.f32 [n, 32, 32, 3]; y.f32 [n] (classes); start.f32 (the parameters one after the other, filters
[k, k, in, out], as Lemmata draws them). Answers with the loss before each of the first updates and the times of later ones.
"""

import json
import statistics
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

folder = sys.argv[1]
with open(f"{folder}/job.json") as file:
    spec = json.load(file)
cuda = torch.cuda.is_available()
device = torch.device("cuda" if cuda else "cpu")
read = lambda name: torch.from_numpy(np.fromfile(f"{folder}/{name}.f32", dtype=np.float32))
x = read("x").view(-1, 32, 32, 3).permute(0, 3, 1, 2).to(device, memory_format=torch.channels_last)
y = read("y").long().to(device)
flat = read("start")
width, parameters = spec["width"], []
torch.backends.cudnn.benchmark = True
torch.backends.cudnn.allow_tf32 = False


def take(*shape):
    global flat
    size = int(np.prod(shape))
    part, flat = flat[:size].view(*shape), flat[size:]
    if len(shape) == 4:
        part = part.permute(3, 2, 0, 1).contiguous(memory_format=torch.channels_last)
    parameters.append(part.clone().to(device).requires_grad_())
    return parameters[-1]


def layer(inward, channels, size, stride):
    filters, bias = take(size, size, inward, channels), take(channels)

    def apply(h):
        # TensorFlow's `same` padding of even sides at stride 2 lies right and below.
        if size == 3 and stride == 2:
            return F.conv2d(F.pad(h, (0, 1, 0, 1)), filters, bias, stride)
        return F.conv2d(h, filters, bias, stride, size // 2)

    return apply


stem = layer(3, width, 3, 1)
blocks, inward = [], width
for stage, first in enumerate([1, 2, 2, 2]):
    for stride in (first, 1):
        channels = width * 2**stage
        inner, branch = layer(inward, channels, 3, stride), layer(channels, channels, 3, 1)
        blocks.append((inner, branch, None if inward == channels else layer(inward, channels, 1, stride)))
        inward = channels
weights, bias = take(inward, 10), take(10)
velocities = [torch.zeros_like(parameter) for parameter in parameters]


def update():
    h = F.relu(stem(x))
    for inner, branch, shortcut in blocks:
        h = F.relu(branch(F.relu(inner(h))) + (h if shortcut is None else shortcut(h)))
    loss = F.cross_entropy(h.mean((2, 3)) @ weights + bias, y)
    gradients = torch.autograd.grad(loss, parameters)
    with torch.no_grad():
        torch._foreach_lerp_(velocities, gradients, 1 - spec["memory"])
        torch._foreach_sub_(parameters, velocities, alpha=spec["rate"])
    return loss.item()


losses = [update() for _ in range(spec["checkSteps"])]
walls, cpus = [], []
for _ in range(spec["steps"]):
    wall, cpu = time.perf_counter(), time.process_time()
    update()
    if cuda:
        torch.cuda.synchronize()
    walls.append(time.perf_counter() - wall)
    cpus.append(time.process_time() - cpu)
print(
    json.dumps(
        {
            "losses": losses,
            "secondsPerStep": statistics.median(walls),
            "cpuSecondsPerStep": statistics.median(cpus),
            "device": torch.cuda.get_device_name() if cuda else f"CPU, {torch.get_num_threads()} threads",
            "versions": {"torch": torch.__version__},
            "error": None,
        }
    )
)
