#!/usr/bin/python3
"""The shipped U-Net in PyTorch, for comparing speed: DICOM in, denoised DICOM out, nothing else.

usage: unet_in_python.py MODEL.safetensors OUT bf16|fp32 IN.dcm...
Needs Debian's python3-torch, python3-pydicom and python3-numpy.
"""
import json
import os
import struct
import sys

import numpy as np
import pydicom
import torch
import torch.nn.functional as F


def load(path, dtype):
    """Weights of a safetensors file, channels-last, in the layers' precision."""
    with open(path, "rb") as file:
        blob = file.read()
    (length,) = struct.unpack("<Q", blob[:8])
    header = json.loads(blob[8 : 8 + length])
    weights = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        raw = np.frombuffer(blob, dtype=np.uint16, count=(end - begin) // 2, offset=8 + length + begin)
        values = torch.from_numpy((raw.astype(np.uint32) << 16).view(np.float32).reshape(entry["shape"]))
        exact = name.startswith("out.")
        values = values.to(torch.float32 if exact else dtype)
        weights[name] = values.contiguous(memory_format=torch.channels_last) if values.dim() == 4 else values
    return weights


def double(weights, name, x):
    for part in ("conv1", "conv2"):
        x = F.relu_(F.conv2d(x, weights[f"{name}.{part}.weight"], weights[f"{name}.{part}.bias"], padding=1))
    block = 0
    while f"{name}.block{block}.res.0.weight" in weights:
        inner = F.relu_(F.conv2d(x, weights[f"{name}.block{block}.res.0.weight"], padding=1))
        x = F.conv2d(inner, weights[f"{name}.block{block}.res.2.weight"], padding=1).add_(x)
        block += 1
    return x


def unet(weights, image, dtype, layout=torch.channels_last):
    x = double(weights, "in", image.to(dtype).contiguous(memory_format=layout))
    skips = []
    for level in range(1, 5):
        skips.append(x)
        x = double(weights, f"down{level}", F.max_pool2d(x, 2))
    for level in range(1, 5):
        x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
        x = double(weights, f"up{level}", torch.cat([skips.pop(), x], 1))
    return image + F.conv2d(x.float(), weights["out.weight"], weights["out.bias"])


def main():
    torch.set_grad_enabled(False)
    model, out, precision, *files = sys.argv[1:]
    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    weights = load(model, dtype)
    os.makedirs(out, exist_ok=True)
    for path in files:
        data = pydicom.dcmread(path)
        slope, intercept = float(data.RescaleSlope), float(data.RescaleIntercept)
        hu = data.pixel_array.astype(np.float32) * slope + intercept
        image = torch.from_numpy((hu + 1000) / 2000)[None, None].clamp_(0, 1.5)
        result = unet(weights, image, dtype)[0, 0].numpy() * 2000 - 1000
        info = np.iinfo(data.pixel_array.dtype)
        stored = np.clip(np.rint((result - intercept) / slope), info.min, info.max)
        data.PixelData = stored.astype(data.pixel_array.dtype).tobytes()
        data.SOPInstanceUID = pydicom.uid.generate_uid()
        data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
        data.save_as(os.path.join(out, os.path.basename(path)))


if __name__ == "__main__":
    main()
