"""What the peers share: reading a workload that bench/peer.ts wrote, checking, timing, answering in JSON.

Folder: job.json; x.f32 [T, n, P, d]; y.f32 [T, n]; a.f32 [T, m]; w.f32 [T, m, d] (start); expected.f32 [T, m, d] (after
`checkSteps` steps, by Lemmata's plain engine in float64).
"""

import json
import statistics
import sys
import time

import numpy as np


class Workload:
    def __init__(self, folder):
        with open(f"{folder}/job.json") as file:
            self.spec = json.load(file)
        s = self.spec
        shape = lambda *sizes: (s["trials"], *sizes)
        read = lambda name, *sizes: np.fromfile(f"{folder}/{name}.f32", dtype=np.float32).reshape(shape(*sizes))
        self.x = read("x", s["n"], s["P"], s["d"])
        self.y = read("y", s["n"])
        self.a = read("a", s["m"])
        self.w = read("w", s["m"], s["d"])
        self.expected = read("expected", s["m"], s["d"])


def answer(workload, device, versions, train):
    """train(steps) -> W [T, m, d] as NumPy after so many steps from the start; must have finished when it returns."""
    s = workload.spec
    got = train(s["checkSteps"])
    moved = np.linalg.norm((workload.expected - workload.w).astype(np.float64))
    error = float(np.linalg.norm((got - workload.expected).astype(np.float64)) / moved)
    if not error < 1e-2:
        print(json.dumps({"error": f"differs from plain by {error:.2g} of the distance moved (RMS)"}))
        return
    train(s["steps"])
    times = []
    for _ in range(s["repeats"]):
        start = time.perf_counter()
        train(s["steps"])
        times.append((time.perf_counter() - start) / s["steps"] * 1e6)
    median = statistics.median(times)
    print(json.dumps({"usPerStep": median, "device": device, "versions": versions, "error": None, "deviation": error}))


def workload_from_argv():
    return Workload(sys.argv[1])
