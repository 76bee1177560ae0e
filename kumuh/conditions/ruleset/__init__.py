"""A regulation version as data: parameters, bands, class limits and follow-up tables.

The classes mirror the JSON in ``fixtures/reference/regulasi``: field names are
the JSON keys, decimals travel as strings. ``load_ruleset`` turns such a dict
into a :class:`RuleSet` and ``dump_ruleset`` back, so the database can keep the
same JSON and rebuild the same object. Every table says how sure it is
(:class:`Provenance`), so that a page or a document can name the rule it used.
"""

from kumuh.conditions.ruleset.differences import Difference, differences
from kumuh.conditions.ruleset.loading import RuleSetError, dump_ruleset, load_ruleset
from kumuh.conditions.ruleset.parts import (
    Aspect,
    AuthorityStep,
    AuthorityTable,
    Band,
    Bands,
    BuildingDensityLimit,
    Combined,
    CombinedRow,
    Consideration,
    ConsiderationLimit,
    Considerations,
    Conversion,
    ConversionRule,
    Criterion,
    Denominator,
    Density,
    DensityScores,
    DensityStep,
    HandlingRow,
    HandlingTable,
    Legality,
    LegalityItem,
    LevelLimit,
    Levels,
    MeanRule,
    PairLimit,
    Provenance,
    Topic,
)
from kumuh.conditions.ruleset.version import RuleSet

__all__ = [
    "Aspect",
    "AuthorityStep",
    "AuthorityTable",
    "Band",
    "Bands",
    "BuildingDensityLimit",
    "Combined",
    "CombinedRow",
    "Consideration",
    "ConsiderationLimit",
    "Considerations",
    "Conversion",
    "ConversionRule",
    "Criterion",
    "Denominator",
    "Density",
    "DensityScores",
    "DensityStep",
    "Difference",
    "HandlingRow",
    "HandlingTable",
    "Legality",
    "LegalityItem",
    "LevelLimit",
    "Levels",
    "MeanRule",
    "PairLimit",
    "Provenance",
    "RuleSet",
    "RuleSetError",
    "Topic",
    "differences",
    "dump_ruleset",
    "load_ruleset",
]
