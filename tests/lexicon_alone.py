"""A workspace whose text model says nothing: for tests of what the lexicon does, judged as before there was a model."""

import re
from pathlib import Path

from lenswatch.classifier.text.artefact import read_model, shipped_models, write_model
from lenswatch.core.config import Config


def judged_by_the_lexicon_alone(root: Path) -> Config:
    """Give a workspace such a model and round cuts."""
    fitted, arrays, _ = read_model(shipped_models())
    silent = {
        "prior": -4.0,
        "text": 0.0,
        "lexicon": 1.0,
        "counter": 1.0,
        "most": 0.0,
        "least": 0.0,
        "bare_title": 0.0,
        "bare_latin_title": 0.0,
    }
    fitted = fitted.model_copy(update={"fusion": fitted.fusion.model_copy(update=silent)})
    for name, data in write_model(fitted, arrays).items():
        path = root.joinpath("silent", *name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    settings = root / "lenswatch.toml"
    text = re.sub(r"^# review = 0\.\d+", "review = 0.5", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = re.sub(r"^# flag = 0\.\d+", "flag = 0.8", text, flags=re.MULTILINE)
    text = re.sub(r"^#? ?folder = .*$", f'folder = "{root / "silent"}"', text, flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    return Config.read(settings)
