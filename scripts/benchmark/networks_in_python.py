#!/usr/bin/python3
"""Times networks in PyTorch, one table row each: what networks.sh puts beside Limpid's.

usage: networks_in_python.py MODEL.safetensors THREADS ROUNDS
Inference: the model's U-Net on 512 x 512 pixels. Training: steps as steps.sh has them.
"""
import statistics
import sys
import time

import torch
import torch.nn.functional as F

from unet_in_python import load, unet


def row(kind, layers, call, rounds):
    times = []
    for turn in range(-2, rounds):
        start = time.perf_counter()
        call()
        if turn >= 0:
            times.append(time.perf_counter() - start)
    print(f"| {kind} | PyTorch {torch.__version__} | {layers} "
          f"| {statistics.median(times):.3f} ({min(times):.3f}..{max(times):.3f}) |", flush=True)


def inference(model, rounds):
    image = torch.rand(1, 1, 512, 512)
    for name, dtype, layout in (("fp32", torch.float32, torch.contiguous_format),
                                ("fp32, channels-last", torch.float32, torch.channels_last),
                                ("bf16, channels-last", torch.bfloat16, torch.channels_last)):
        weights = {key: value.contiguous(memory_format=layout) if value.dim() == 4 else value
                   for key, value in load(model, dtype).items()}

        def call():
            with torch.no_grad():
                unet(weights, image, dtype, layout)

        row("inference", name, call, rounds)


class Double(torch.nn.Module):
    def __init__(self, inputs, middle, outputs):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(inputs, middle, 3, padding=1)
        self.conv2 = torch.nn.Conv2d(middle, outputs, 3, padding=1)

    def forward(self, x):
        return F.relu(self.conv2(F.relu(self.conv1(x))))


class UNet(torch.nn.Module):
    """The U-Net of base 32 without residual blocks."""

    def __init__(self, base=32):
        super().__init__()
        widths = [base, 2 * base, 4 * base, 8 * base, 8 * base]
        self.first = Double(1, base, base)
        self.down = torch.nn.ModuleList(Double(widths[i], widths[i + 1], widths[i + 1]) for i in range(4))
        ups = []
        for i in range(4):
            inputs = 2 * widths[3 - i]
            ups.append(Double(inputs, inputs // 2, widths[max(2 - i, 0)]))
        self.up = torch.nn.ModuleList(ups)
        self.last = torch.nn.Conv2d(base, 1, 1)

    def forward(self, image):
        x = self.first(image)
        skips = []
        for part in self.down:
            skips.append(x)
            x = part(F.max_pool2d(x, 2))
        for part in self.up:
            x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
            x = part(torch.cat([skips.pop(), x], 1))
        return image + self.last(x)


def training(rounds):
    clean = torch.rand(4, 1, 128, 128)
    noisy = torch.rand(4, 1, 128, 128)
    for name, layout, rounded in (("fp32", torch.contiguous_format, False),
                                  ("fp32, channels-last", torch.channels_last, False),
                                  ("bf16 by autocast, channels-last", torch.channels_last, True)):
        network = UNet().to(memory_format=layout)
        adam = torch.optim.Adam(network.parameters(), 1e-4)

        def call():
            adam.zero_grad()
            with torch.autocast("cpu", torch.bfloat16, enabled=rounded):
                result = network(noisy.contiguous(memory_format=layout))
            F.mse_loss(result.float(), clean).backward()
            adam.step()

        row("training step", name, call, rounds)


def main():
    model, threads, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    inference(model, rounds)
    training(rounds)


main()
