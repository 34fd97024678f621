"""Why a band is lower than the points would have it, in words."""

from collections.abc import Mapping

from lenswatch.core.messages import Message, message
from lenswatch.core.verdict import Held

HELD: Mapping[Held, Message] = {
    Held.SELLER: message(
        "held at “a person should look”: without the decision on the seller the score suspects nothing, and such a"
        " decision alone never suspects a listing"
    ),
    Held.PICTURES: message(
        "held at “a person should look”: by its words the score suspects nothing, and what pictures show never suspects"
        " a listing alone"
    ),
    Held.BARE_TITLE: message(
        "held lower: nothing but a title is known, and the lexicon names no such thing in it; a word or two never"
        " suspect a listing alone"
    ),
}
