#!/usr/bin/python3
"""Times the published networks for low-dose CT in PyTorch, one table row each: what low_dose_networks.sh puts beside Limpid's.

usage: low_dose_networks_in_python.py THREADS ROUNDS
Random weights, 512 x 512 pixels. Debian's PyTorch 1.13 gives transposed convolutions in bf16 the size of plain ones, so that RED-CNN and
QAE fail there, which their rows say. The trained bilateral filters' public layer is a C++ extension and is not here.
"""
import pathlib
import statistics
import sys
import time

import torch
import torch.nn.functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "fixtures"))
import low_dose_networks as reference  # noqa: E402


def chain(*layers):
    """Kernel and channels of one after the other."""
    parts, inputs = [], 1
    for kernel, outputs in layers:
        parts += [torch.nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2), torch.nn.ReLU()]
        inputs = outputs
    return torch.nn.Sequential(*parts[:-1])


class RedCnn(torch.nn.Module):
    def __init__(self, width=96):
        super().__init__()
        self.down = torch.nn.ModuleList(torch.nn.Conv2d(1 if i == 0 else width, width, 5) for i in range(5))
        self.up = torch.nn.ModuleList(torch.nn.ConvTranspose2d(width, 1 if i == 4 else width, 5) for i in range(5))

    def forward(self, x):
        given = [x]
        for layer in self.down:
            given.append(F.relu(layer(given[-1])))
        y = given[5]
        for i, layer in enumerate(self.up):
            y = layer(y) + {0: given[4], 2: given[2], 4: x}.get(i, 0)
            y = y if i == 4 else F.relu(y)
        return y


class Quadratic(reference.Quadratic):
    def linear(self, x, w, b):
        if self.transposed:
            return F.conv_transpose2d(x, w, b, padding=2 - self.pad)
        return F.conv2d(x, w, b, padding=self.pad)


class TransCT(reference.TransCT):
    @staticmethod
    def blurred(x):
        line = torch.exp(-0.5 * ((torch.arange(11, dtype=torch.float32) - 5) / 1.5) ** 2)
        kernel = torch.outer(line, line)
        kernel = (kernel / kernel.sum())[None, None].to(x.dtype)
        padded = F.pad(x.float(), (5, 5, 5, 5), mode="reflect")  # which has no bf16
        return F.conv2d(padded.to(x.dtype), kernel)

    @staticmethod
    def spread(x, block):
        images, channels, rows, columns = x.shape
        parts = x.reshape(images, block, block, channels // block**2, rows, columns)
        return parts.permute(0, 3, 4, 1, 5, 2).reshape(images, -1, rows * block, columns * block)


def row(name, layers, network, image, rounds):
    times = []
    for turn in range(-2, rounds):
        start = time.perf_counter()
        try:
            with torch.no_grad():
                network(image)
        except RuntimeError as failure:
            print(f"| {name} | PyTorch {torch.__version__} | {layers} | fails: {str(failure).splitlines()[0]} |", flush=True)
            return
        if turn >= 0:
            times.append(time.perf_counter() - start)
    print(f"| {name} | PyTorch {torch.__version__} | {layers} "
          f"| {statistics.median(times):.3f} ({min(times):.3f}..{max(times):.3f}) |", flush=True)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    rounds = int(sys.argv[2])
    reference.Quadratic = Quadratic
    networks = {
        "cnn10": chain((9, 64), (3, 32), (5, 1)),
        "redcnn": RedCnn(),
        "wganvgg": chain(*[(3, 32)] * 7, (3, 1)),
        "resnet": reference.ResNet(128, 10),
        "qae": reference.Autoencoder(),
        "transct": TransCT(512),
    }
    image = torch.rand(1, 1, 512, 512)
    for layers, dtype, layout in (("fp32", torch.float32, torch.contiguous_format),
                                  ("fp32, channels-last", torch.float32, torch.channels_last),
                                  ("bf16, channels-last", torch.bfloat16, torch.channels_last)):
        for name, network in networks.items():
            placed = network.eval().to(dtype).to(memory_format=layout)
            row(name, layers, placed, image.to(dtype).contiguous(memory_format=layout), rounds)


if __name__ == "__main__":
    main()
