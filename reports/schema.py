"""schema.json: how to read a draft's tables, after the model of CSV on the Web."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from lenswatch.core.bidi import CONTROLS
from lenswatch.core.record import Record
from lenswatch.core.taxonomy import Taxonomy
from lenswatch.reports.cell import CELL_LIMIT, CUT_MARK
from lenswatch.reports.code_lists import CodeName, code_lists
from lenswatch.reports.column import BARE_KINDS, Column, Header, Kind, Table
from lenswatch.reports.formula_guard import PREFIX, TRIGGERS
from lenswatch.reports.gaps import Bilingual, SiteGap, site_gaps
from lenswatch.reports.withheld import NO_GAPS, Gaps

FILE = "schema.json"


class Dialect(Record):
    """The form of the CSV files (RFC 4180)."""

    encoding: str = "utf-8"
    byte_order_mark: bool = True
    delimiter: str = ","
    quote_char: str = '"'
    double_quote: bool = True
    quote_all: bool = True
    line_terminator: str = "\r\n"
    header: Header
    """Head of the columns: 中文|english, or one of the two."""


class FormulaGuard(Record):
    """What to undo to have the original text again."""

    prefix: str = PREFIX
    """Put before a text that a spreadsheet might compute, and before one that starts with it."""
    triggers: tuple[str, ...] = (*sorted(TRIGGERS), "control characters (TAB, CR, LF, NUL …)")
    looked_for: str = "first character, of the text and of its NFKC form, past Unicode categories Cf, Zs, Zl, Zp, Mn"
    undo: str = "in a guarded column, remove one leading prefix where there is one"


class DirectionGuard(Record):
    """What to undo, after the formula guard, to have the original text again."""

    characters: tuple[str, ...] = tuple(f"U+{ord(one):04X}" for one in sorted(CONTROLS))
    """Invisible characters that turn the direction of writing."""
    written_as: str = "⟦U+nnnn⟧, nnnn being its code point; the sign ⟦ itself as ⟦U+27E6⟧ where U+ follows it"
    undo: str = "in a guarded column, put the character for each ⟦U+nnnn⟧ that names one of these or U+27E6"


class Cells(Record):
    """What holds for every cell."""

    empty: str = "not known, not shown, or not filled yet (see the column's `empty`)"
    max_length: int = CELL_LIMIT
    """In UTF-16 units, the apostrophe of the guard included."""
    cut_mark: str = CUT_MARK
    """Ends a text that was cut to its greatest length."""
    control_characters: str = "shown as U+2400–U+2421; what UTF-8 or XML cannot hold as U+FFFD"


class ColumnSchema(Record):
    """One column."""

    name: str
    titles: Bilingual
    datatype: Kind = Field(strict=False)
    code_list: str | None
    separator: str | None
    """Between the codes of one cell."""
    max_length: int
    guarded: bool
    """Whether the formula guard applies."""
    quotation: bool
    """True for words of the platform, the seller or the reporter, given as they are."""
    empty: Bilingual | None
    """Why the column is not filled yet; null where it is."""


class TableSchema(Record):
    """One CSV file."""

    url: Annotated[str, Field(pattern=r"^str_[a-z]+\.csv$")]
    """Its name; never a path."""
    titles: Bilingual
    primary_key: tuple[str, ...]
    columns: tuple[ColumnSchema, ...]


class Schema(Record):
    """The whole of schema.json."""

    context: str = Field(default="http://www.w3.org/ns/csvw", alias="@context")
    status: str = "DRAFT"
    dialect: Dialect
    formula_guard: FormulaGuard = FormulaGuard()
    direction_guard: DirectionGuard = DirectionGuard()
    cells: Cells = Cells()
    withheld: tuple[SiteGap, ...] = ()
    """Sites left out, because their last crawl was not sound."""
    included_anyway: tuple[SiteGap, ...] = ()
    """Sites whose last crawl was not sound, and which a person included all the same."""
    code_lists: Mapping[str, tuple[CodeName, ...]]
    tables: tuple[TableSchema, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for table in self.tables:
            names = [column.name for column in table.columns]
            if len(set(names)) != len(names) or not set(table.primary_key) <= set(names):
                raise ValueError(f"{table.url}: columns and primary key do not fit")
            lists = {column.code_list for column in table.columns} - {None}
            if not lists <= set(self.code_lists):
                raise ValueError(f"{table.url}: a code list is missing")
        return self

    def to_json(self) -> bytes:
        """As it is written."""
        return (self.model_dump_json(by_alias=True, indent=2) + "\n").encode()


def schema_of(tables: Sequence[Table[Any]], taxonomy: Taxonomy, header: Header, gaps: Gaps = NO_GAPS) -> Schema:
    """The schema of tables, with the code lists they use."""
    used = {column.codes for table in tables for column in table.columns if column.codes}
    lists = code_lists(taxonomy)
    return Schema(
        dialect=Dialect(header=header),
        withheld=site_gaps(gaps.withheld),
        included_anyway=site_gaps(gaps.included_anyway),
        code_lists={name: lists[name] for name in sorted(used)},
        tables=tuple(
            TableSchema(
                url=table.file,
                titles=Bilingual(zh=table.zh, en=table.en),
                primary_key=table.key,
                columns=tuple(_column(column) for column in table.columns),
            )
            for table in tables
        ),
    )


def _column(column: Column[Any]) -> ColumnSchema:
    return ColumnSchema(
        name=column.en,
        titles=Bilingual(zh=column.zh, en=column.en),
        datatype=column.kind,
        code_list=column.codes or None,
        separator=";" if column.kind is Kind.CODES else None,
        max_length=column.max_length,
        guarded=column.kind not in BARE_KINDS,
        quotation=column.theirs,
        empty=Bilingual(zh=column.empty.zh, en=column.empty.en) if column.empty else None,
    )
