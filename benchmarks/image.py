"""The cheap stage of the image side: pictures a CPU-second, and what eight bits cost in agreement.

The cheap stage is everything `lenswatch image` does with a picture: check, decode, make small, look at it with the
network, guess the object, take the fingerprints. It is compared with the same network in float32 on tensors that lie
ready in memory, which does nothing but the network. Times are CPU time of one thread, the best of several rounds.

Pictures for the agreement: those under LENSWATCH_DEV_DATA/images if set, else the samples of scikit-image.
"""

import time
from collections.abc import Callable, Iterator
from io import BytesIO

import numpy as np
import onnxruntime
import PIL.Image
from fingerprints import pictures
from numpy.typing import NDArray

from lenswatch.classifier.image.backbone import Backbone, middle
from lenswatch.classifier.image.decoding import decode
from lenswatch.classifier.image.observing import ImageObserver
from lenswatch.models.backbone.build import Built, published_weights

ROUNDS, EACH, SIDE = 7, 12, 800


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of one call, in the best round."""
    work()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(EACH):
            work()
        best = min(best, (time.process_time() - start) / EACH)
    return best


def photo() -> bytes:
    """A JPEG of 800×800 pixels with as much detail as a shop's photo."""
    random = np.random.default_rng(1)
    coarse = PIL.Image.fromarray(random.integers(0, 255, (100, 100, 3), dtype=np.uint8))
    image = coarse.resize((SIDE, SIDE), PIL.Image.Resampling.BICUBIC)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=85)
    return stream.getvalue()


def ready(image: PIL.Image.Image) -> NDArray[np.float32]:
    """(1, 3, 224, 224), as the network in float32 takes it."""
    return np.ascontiguousarray(((middle(image).astype(np.float32) - 127) / 128).transpose(2, 0, 1)[None])


def float_session(data: bytes) -> onnxruntime.InferenceSession:
    """The network in float32, on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def speeds(plain: onnxruntime.InferenceSession) -> Iterator[tuple[str, float]]:
    """What is timed, and how many pictures a CPU-second."""
    data, observer = photo(), ImageObserver.load()
    decoded = decode(data)
    tensor, backbone = ready(decoded.image), observer.backbone
    yield "float32 network on ready tensors", 1 / cpu_seconds(lambda: plain.run(None, {"pixels": tensor}))
    yield "eight-bit network on decoded pictures", 1 / cpu_seconds(lambda: backbone.look(decoded.image))
    yield "decoding alone", 1 / cpu_seconds(lambda: decode(data))
    yield "the cheap stage, whole", 1 / cpu_seconds(lambda: observer.observe(decode(data)))


def agreement(plain: onnxruntime.InferenceSession, images: list[PIL.Image.Image]) -> tuple[float, float, float, float]:
    """Mean and least cosine of the embeddings; share with the same first class, and with it among the first five."""
    backbone, cosines, same, among = Backbone.load(), [], 0, 0
    for image in images:
        embedding, logits = plain.run(["embedding", "logits"], {"pixels": ready(image)})
        seen = backbone.look(image)
        lengths = np.linalg.norm(embedding[0]) * np.linalg.norm(seen.embedding)
        cosines.append(float(embedding[0] @ seen.embedding / lengths))
        same += bool(logits[0].argmax() == seen.logits.argmax())
        among += bool(logits[0].argmax() in seen.logits.argsort()[-5:])
    return float(np.mean(cosines)), min(cosines), same / len(images), among / len(images)


def main() -> None:
    """Print both tables."""
    plain = float_session(Built.of(published_weights()).float)
    timed = dict(speeds(plain))
    for name, speed in timed.items():
        print(f"{name:40} {speed:7.1f} pictures a CPU-second")
    bare, *_, whole = timed.values()
    print(f"the cheap stage against the bare float32 network: {whole / bare:.2f}")
    images = [image for _, image in pictures()]
    mean, least, same, among = agreement(plain, images)
    print(f"eight bits against float32, {len(images)} pictures: cosine {mean:.3f}, least {least:.3f};", end=" ")
    print(f"same first class {same:.0%}, among the first five {among:.0%}")


if __name__ == "__main__":
    main()
