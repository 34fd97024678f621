import PIL.Image
import pytest
import skimage.data
import sklearn.datasets

from lenswatch.classifier.image.artefact import checked
from lenswatch.classifier.image.backbone import Backbone, middle
from lenswatch.classifier.image.objects import _kinds, guesses
from lenswatch.core.errors import UserError
from lenswatch.core.taxonomy import Taxonomy

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


def test_a_drawn_clock_is_a_clock(backbone: Backbone, drawn: PIL.Image.Image) -> None:
    assert "clock" in [guess.name for guess in guesses(backbone.look(drawn).probabilities)]


def test_classes_of_one_kind_count_together(backbone: Backbone) -> None:
    probabilities = backbone.look(PIL.Image.new("RGB", (300, 300))).probabilities * 0
    probabilities[[409, 892, 850]] = 0.3, 0.4, 0.2
    assert [(one.name, one.probability) for one in guesses(probabilities)] == [("clock", 0.7), ("soft toy", 0.2)]


def test_each_class_is_listed_once_with_a_disguise_of_the_taxonomy() -> None:
    classes = [number for kind in _kinds() for number in kind.classes]
    assert len(classes) == len(set(classes))
    assert set(classes) <= set(range(1000))
    assert {kind.disguise for kind in _kinds()} - {None} <= set(Taxonomy.load().disguises)
