"""Networks made ready to run."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the runtime takes a while to import, and words are judged without it
    import onnxruntime


def session_of(network: bytes) -> "onnxruntime.InferenceSession":
    """A session of the runtime, on one thread.

    Args:
        network: In the format ONNX.
    """
    import onnxruntime  # noqa: PLC0415 - a tenth of a second, which screening without pictures need not wait for

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors; its warnings are of graph transformations
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
