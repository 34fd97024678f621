import pytest

from lenswatch.operations.demo.catalogue import load_catalogue


@pytest.fixture(scope="session")
def demo_texts() -> list[str]:
    return [f"{listing.title}\n{listing.description}" for listing in load_catalogue().listings]
