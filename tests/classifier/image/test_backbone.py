import PIL.Image
import pytest
import skimage.data
import sklearn.datasets

from lenswatch.classifier.image.artefact import checked
from lenswatch.classifier.image.backbone import Backbone, middle
from lenswatch.core.errors import UserError

PALACE, ESPRESSO = 698, 967


def test_a_palace_is_a_palace_and_an_espresso_an_espresso(backbone: Backbone) -> None:
    china = PIL.Image.fromarray(sklearn.datasets.load_sample_image("china.jpg"))
    coffee = PIL.Image.fromarray(skimage.data.coffee())
    assert backbone.look(china).logits.argmax() == PALACE
    assert backbone.look(coffee).logits.argmax() == ESPRESSO
    assert backbone.look(coffee).probabilities[ESPRESSO] > 0.5


def test_two_looks_see_the_same(backbone: Backbone, drawn: PIL.Image.Image) -> None:
    first, second = backbone.look(drawn), Backbone.load().look(drawn)
    assert first.embedding.tobytes() == second.embedding.tobytes()
    assert first.logits.tobytes() == second.logits.tobytes()


def test_an_artefact_of_another_release_is_refused() -> None:
    with pytest.raises(UserError, match=r"net\.onnx is not the file"):
        checked(b"other bytes", "0" * 64, "net.onnx")


def test_the_middle_is_square_whatever_the_shape() -> None:
    assert middle(PIL.Image.new("RGB", (16, 4000))).shape == (224, 224, 3)
