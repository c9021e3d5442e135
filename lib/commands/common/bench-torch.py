"""Trains one of the project's networks in PyTorch on random images and says how fast: the other side of `npm run bench`.

The last line of stdout is a JSON object: imagesPerSecond, seconds, peakMemoryMB, version, device.
"""

import argparse
import json
import math
import resource
import time

import torch
from torch import nn
from torch.nn import functional as F

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_device(DEVICE)


def side_after(side: int) -> int:
    """What is left of an image's side after the nose network's convolutions and poolings."""
    for kernel in (7, 5, 3):
        side = (side - kernel + 1) // 2
    return side


def nose_network(height: int, width: int) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(1, 24, 7), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(24, 48, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(48, 96, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(96 * side_after(height) * side_after(width), 1024), nn.ReLU(), nn.Linear(1024, 2),
    )  # fmt: skip


def full_face_network(height: int, width: int) -> nn.Module:
    layers: list[nn.Module] = []
    channels = 1
    for wider in (16, 32, 48, 64, 96):
        layers += [nn.Conv2d(channels, wider, 3, padding=1), nn.ReLU()]
        channels = wider
        if min(height, width) >= 8:
            layers.append(nn.MaxPool2d(2))
            height, width = height // 2, width // 2
    features = channels * height * width
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(features, 256), nn.ReLU(), nn.Linear(256, 116))


def resnet_network(height: int, width: int) -> nn.Module:
    from torchvision.models import resnet18

    network = resnet18(num_classes=136)
    network.conv1 = nn.Conv2d(1, 64, 7, stride=2, padding=3, bias=False)
    return network


def convolution(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> nn.Module:
    conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Block(nn.Module):
    def __init__(self, inputs: int, outputs: int, stride: int):
        super().__init__()
        self.first = convolution(inputs, outputs, 3, stride)
        self.second = nn.Sequential(nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs))
        self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return F.relu(self.second(self.first(x)) + self.shortcut(x))


class HeatmapNetwork(nn.Module):
    def __init__(self, channels: int = 24, points: int = 58):
        super().__init__()
        widths = [channels * factor for factor in (1, 2, 4, 6, 8)]
        pyramid = 4 * channels
        self.stem = convolution(1, channels, 5, 2)
        self.stages = nn.ModuleList(Block(a, b, 2) for a, b in zip(widths, widths[1:]))
        self.laterals = nn.ModuleList(nn.Conv2d(width, pyramid, 1) for width in widths[1:])
        self.smooth = nn.ModuleList(convolution(pyramid, pyramid) for _ in range(3))
        self.heatmaps = nn.Conv2d(pyramid, points, 1)
        self.temperature = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        levels = [self.stem(x)]
        for stage in self.stages:
            levels.append(stage(levels[-1]))
        y = self.laterals[3](levels[4])
        for i in (2, 1, 0):
            fine = self.laterals[i](levels[i + 1])
            y = self.smooth[i](F.interpolate(y, size=fine.shape[2:], mode="bilinear", align_corners=False) + fine)
        logits = self.heatmaps(y).float() * torch.exp(self.temperature)
        batch, points, height, width = logits.shape
        maps = logits.flatten(2).softmax(-1).view(batch, points, height, width)
        xs = (torch.arange(width) + 0.5) / width
        ys = (torch.arange(height) + 0.5) / height
        return torch.stack([(maps.sum(2) * xs).sum(-1), (maps.sum(3) * ys).sum(-1)], -1).flatten(1)


def augment(images: torch.Tensor, points: torch.Tensor, turn: bool, shift: float):
    """One affine map an image (turned by one of five angles, or moved), then brightness and contrast."""
    batch = len(images)
    height, width = images.shape[2:]
    angles = torch.tensor([-15.0, -5.0, 0.0, 5.0, 15.0])[torch.randint(5, (batch,))] if turn else torch.zeros(batch)
    cos, sin = torch.cos(angles * math.pi / 180), torch.sin(angles * math.pi / 180)
    moved = (torch.rand(batch, 2) * 2 - 1) * shift / torch.tensor([width, height])
    # The map from places in the output to places in the input, both in -1..1.
    inverse = torch.zeros(batch, 2, 3)
    inverse[:, 0, 0], inverse[:, 0, 1] = cos, sin * height / width
    inverse[:, 1, 0], inverse[:, 1, 1] = -sin * width / height, cos
    inverse[:, :, 2] = -2 * moved
    grid = F.affine_grid(inverse, list(images.shape), align_corners=False)
    images = F.grid_sample(images, grid, padding_mode="border", align_corners=False)
    centered = (points.view(batch, -1, 2) - 0.5) * torch.tensor([width, height])
    forward = torch.stack([torch.stack([cos, -sin], -1), torch.stack([sin, cos], -1)], -2)
    turned = torch.einsum("bij,bkj->bki", forward, centered) / torch.tensor([width, height])
    points = (turned + 0.5 + moved[:, None]).flatten(1)
    contrast = 1 + (torch.rand(batch, 1, 1, 1) * 2 - 1) * 0.3
    brightness = (torch.rand(batch, 1, 1, 1) * 2 - 1) * 0.2
    return images * contrast + brightness, points


def seconds_of_training(options: argparse.Namespace) -> tuple[int, float]:
    """Trains; returns the number of images learned from and the seconds it took."""
    networks = {
        "nose": (nose_network, 1),
        "full-face": (full_face_network, 58),
        "resnet": (resnet_network, 68),
        "heatmap": (lambda height, width: HeatmapNetwork(), 58),
    }
    make, points = networks[options.experiment]
    # The small networks are quicker in the default layout, the others in channels_last.
    layout = torch.contiguous_format if options.experiment == "nose" else torch.channels_last
    network = make(options.height, options.width).to(memory_format=layout).train()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    size = (1, options.height, options.width)
    images, validation = torch.rand(options.images, *size) - 0.5, torch.rand(options.validation, *size) - 0.5
    targets, validation_targets = (torch.rand(n, 2 * points) for n in (options.images, options.validation))

    def autocast():
        return torch.autocast(DEVICE, torch.bfloat16, enabled=options.precision == "bfloat16")

    def step(indices: torch.Tensor) -> float:
        batch, truth = images[indices], targets[indices]
        if options.experiment in ("full-face", "heatmap"):
            batch, truth = augment(batch, truth, turn=True, shift=0)
        elif options.experiment == "resnet":
            batch, truth = augment(batch, truth, turn=False, shift=10)
        with autocast():
            output = network(batch.contiguous(memory_format=layout))
        loss = ((output.float() - truth) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    def validate() -> None:
        network.eval()
        with torch.no_grad():
            for start in range(0, options.validation, options.batch_size):
                batch = validation[start : start + options.batch_size].contiguous(memory_format=layout)
                ((network(batch) - validation_targets[start : start + options.batch_size]) ** 2).mean().item()
        network.train()

    for _ in range(3):
        step(torch.arange(min(options.batch_size, options.images)))
    done, started = 0, time.perf_counter()
    for _ in range(options.epochs):
        for indices in torch.randperm(options.images).split(options.batch_size):
            step(indices)
            done += len(indices)
            if options.seconds and time.perf_counter() - started > options.seconds:
                return done, time.perf_counter() - started
        validate()
    return done, time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--experiment", choices=["nose", "full-face", "resnet", "heatmap"], required=True)
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--images", type=int, default=192)
    parser.add_argument("--validation", type=int, default=48)
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--height", type=int, required=True)
    parser.add_argument("--width", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=0, help="stop after so long; 0: train all epochs")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    done, seconds = seconds_of_training(options)
    record = {
        "imagesPerSecond": done / seconds,
        "seconds": seconds,
        "peakMemoryMB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "version": f"torch {torch.__version__}",
        "device": "gpu" if DEVICE == "cuda" else "cpu",
    }
    print(json.dumps(record))


if __name__ == "__main__":
    main()
