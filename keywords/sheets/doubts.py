"""What is doubtful in a lexicon that loads: warnings, each at its cell."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from lenswatch.core.messages import message
from lenswatch.keywords.exclusion import ExclusionKind
from lenswatch.keywords.lexicon import Lexicon, LexiconRows
from lenswatch.keywords.normalise import normal_forms
from lenswatch.keywords.reading import LexiconReader
from lenswatch.keywords.row import Row
from lenswatch.keywords.selector import Selector, TermIndex
from lenswatch.keywords.sheets.dates import days_of
from lenswatch.keywords.term import Role, State, Term

MANY_SPELLINGS = 200
"""A term with more spellings under one policy slows every screening and finds more than was meant."""
_COUNTS_ALONE = {Role.COVER_STORY, Role.PURPOSE, Role.FEATURE}
_LOOK_ALIKE = str.maketrans("OIL", "011")


def note_doubts(lexicon: Lexicon, rows: LexiconRows, today: date) -> None:
    """Note what is doubtful in rows and between them.

    Args:
        lexicon: The lexicon.
        rows: What it was read from; takes the warnings.
        today: Terms whose last day is before it are no longer matched.
    """
    terms = [(term, row, form) for (term, row), form in zip(rows.terms, _forms(rows), strict=True)]
    for term, row, form in terms:
        _note_dates(term, row, today)
        _note_short(term, row, form)
        _note_spellings(lexicon, term, row)
    _note_ids([row for _, row in rows.terms])
    living = [(term, row, form) for term, row, form in terms if term.active and form]
    _note_longer(lexicon, living)
    _note_exclusions(rows, living)
    _note_selectors(rows)


def note_unreachable(lexicon: Lexicon, rows: LexiconRows) -> None:
    """Note active terms that a listing whose title is the term itself would not find, or not count.

    Compiles the lexicon, so it must be free of errors.
    """
    reader = LexiconReader(lexicon)
    for term, row in rows.terms:
        if term.active:
            hits = [hit for hit in reader.read({"title": term.text}).terms if hit.term_id == term.id]
            cancelled = [hit.excluded_by for hit in hits if hit.excluded_by]
            if not hits:
                row.doubtful("term", message('"{text}" is never found, not even alone; write it anew.', text=term.text))
            elif len(cancelled) == len(hits):
                row.doubtful(
                    "term",
                    message(
                        '"{text}" never counts: {id} always cancels it; retire one of the two.',
                        text=term.text,
                        id=cancelled[0],
                    ),
                )


def _forms(rows: LexiconRows) -> list[str]:
    return normal_forms([term.text for term, _ in rows.terms])


def _note_dates(term: Term, row: Row, today: date) -> None:
    if term.active and term.valid_to and term.valid_to < today:
        row.doubtful(
            "valid_to",
            message(
                "{day} is over, so the term is no longer matched; retire it or set a later day.", day=term.valid_to
            ),
        )
    days = days_of(row.text("source_date"))
    if len(days) > 1:
        row.doubtful(
            "source_date",
            message(
                '"{value}" may be {days}; write the one that is meant.',
                value=row.text("source_date"),
                days=" / ".join(day.isoformat() for day in days),
            ),
        )


def _note_short(term: Term, row: Row, form: str) -> None:
    if len(form) == 1 and term.role in _COUNTS_ALONE and term.state is not State.RETIRED:
        row.doubtful(
            "term",
            message('"{text}" is one character and counts alone; give it the role context.', text=term.text),
        )


def _note_spellings(lexicon: Lexicon, term: Term, row: Row) -> None:
    if term.state is State.RETIRED:
        return
    counts = Counter(spelling.policy for spelling in lexicon.replacements.spellings(term.text, term.variants))
    for policy, count in counts.items():
        if count > MANY_SPELLINGS:
            row.doubtful(
                "variants",
                message(
                    "the policy {policy} makes {count} spellings of it; leave it out or shorten variants.csv.",
                    policy=policy,
                    count=count,
                ),
            )


def _note_ids(rows: Sequence[Row]) -> None:
    seen: dict[str, Row] = {}
    for row in rows:
        value = row.text("id")
        first = seen.setdefault(value.upper().translate(_LOOK_ALIKE), row)
        if first.text("id") != value:
            row.doubtful(
                "id", message("{id} is easily taken for {other}; give another.", id=value, other=first.text("id"))
            )


def _note_longer(lexicon: Lexicon, living: Sequence[tuple[Term, Row, str]]) -> None:
    """A term inside a heavier one of the same role adds nothing where the longer one stands."""
    by_role: dict[Role, list[tuple[Term, str, float]]] = defaultdict(list)
    weight = {key: max(map(abs, scores)) for key, scores in lexicon.weights.table.items()}
    for term, _, form in living:
        by_role[term.role].append((term, form, weight.get((term.role, term.severity), 0)))
    for term, row, form in living:
        own = weight.get((term.role, term.severity), 0)
        longer = next(
            (one for one, other, w in by_role[term.role] if form in other and form != other and w > own), None
        )
        if longer and not row.text("reason"):
            row.doubtful(
                "term",
                message(
                    '"{text}" is part of "{longer}" ({id}), of the same role and more weight; retire the '
                    "shorter, or say in the column reason why both are needed.",
                    text=term.text,
                    longer=longer.text,
                    id=longer.id,
                ),
            )


def _note_exclusions(rows: LexiconRows, living: Sequence[tuple[Term, Row, str]]) -> None:
    """A term that counts alone, inside a longer word that cancels it."""
    loud = [(term, form) for term, _, form in living if term.role in {Role.BLOCK, Role.ALERT}]
    for exclusion, row in rows.exclusions:
        if exclusion.kind is not ExclusionKind.LONGER_WORD:
            continue
        selected = [
            (term, form)
            for term, form in loud
            if exclusion.cancels.selects(term) and term.id not in exclusion.cancels.parts
        ]
        for pattern, plain in zip(exclusion.patterns, normal_forms(exclusion.patterns), strict=True):
            inside = next((term for term, form in selected if form in plain), None)
            if inside:
                row.doubtful(
                    "pattern",
                    message(
                        '"{pattern}" cancels "{text}" ({id}, {role}), which counts alone; if that is meant, add {id} '
                        "to the cell cancels.",
                        pattern=pattern,
                        text=inside.text,
                        id=inside.id,
                        role=inside.role,
                    ),
                )


def _note_selectors(rows: LexiconRows) -> None:
    active = TermIndex(term for term, _ in rows.terms if term.active)
    retired = {term.id for term, _ in rows.terms if term.state is State.RETIRED}
    for row, name, selector in _softly_selected(rows):
        for part in selector.parts:
            if part in retired:
                row.doubtful(name, message("{id} is retired; remove it or name its successor.", id=part))
        if not active.ids(selector):
            row.doubtful(name, message("no active term is selected, so this changes nothing."))


def _softly_selected(rows: LexiconRows) -> Iterator[tuple[Row, str, Selector]]:
    """Cells that may select nothing without making their row useless to the loader."""
    for rule, row in rows.rules:
        if rule.unless:
            yield row, "unless", rule.unless
    for exclusion, row in rows.exclusions:
        yield row, "cancels", exclusion.cancels
