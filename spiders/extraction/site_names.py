"""What a site calls itself."""

from urllib.parse import urlsplit


def site_names(url: str, *declared: str | None) -> tuple[str, ...]:
    """Names to cut from titles: those the page declares, the host, and the host's labels but the short ones.

    Args:
        url: The page's address.
        declared: og:site_name and the like.
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    bare = host.removeprefix("www.")
    labels = [label for label in bare.split(".")[:-1] if len(label) > 2]  # noqa: PLR2004 - co, com and country labels name nobody
    return tuple(dict.fromkeys(name for name in (*declared, host, bare, *labels) if name))
