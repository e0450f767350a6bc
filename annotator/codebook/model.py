"""What a codebook says: the stance scale, further attributes, and which roles are annotated."""

from __future__ import annotations

from pydantic import Field

from annotator.records.base import Record
from annotator.records.documents import Role


class Value(Record):
    """One value of a scale, with what an annotator needs to choose it."""

    value: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")
    """The name that stands in the data."""
    label: str = ""
    """The name shown; the value itself where empty."""
    key: str = ""
    """The key that chooses it."""
    order: int | None = None
    """Its place on an ordered scale, such as -1, 0 and 1; figures for the ordinal coefficients come from it."""
    glyph: str = Field(default="●", min_length=1, max_length=1)
    """The sign shown beside the colour, so that colour alone never tells."""
    colour: str = ""
    """A hint for the screen: red, yellow, blue, green, magenta, cyan."""
    definition: str = ""
    """When to choose it."""
    not_: str = Field(default="", alias="not")
    """What it is not."""
    examples: tuple[str, ...] = ()
    """Sentences for which it is right."""

    @property
    def shown(self) -> str:
        """The name to show."""
        return self.label or self.value


class Scale(Record):
    """The stance of a claim."""

    label: str = "Stance"
    """The name shown."""
    question: str = ""
    """What the annotator asks of a claim."""
    ordered: bool = False
    """Whether the values stand in an order, from one pole to the other."""
    values: tuple[Value, ...] = Field(min_length=2)
    """The values, in their order."""


class Attribute(Record):
    """A further question about each claim."""

    label: str = ""
    """The name shown."""
    question: str = ""
    """What the annotator asks of a claim."""
    key: str = ""
    """The key that opens the choice."""
    ordered: bool = False
    """Whether the values stand in an order."""
    values: tuple[Value, ...] = Field(min_length=2)
    """The values."""


class AttributeSet(Record):
    """Attributes that are switched on or off together."""

    enabled: bool = False
    """Whether annotators are asked for them."""
    attributes: dict[str, Attribute] = Field(min_length=1)
    """The attributes, by the name that stands in the data."""


class Roles(Record):
    """What is put before annotators."""

    annotate: tuple[Role, ...] = ("sentence",)
    """The roles of segments that annotators read one by one."""


class Blinding(Record):
    """What is hidden, beside the source, where a project reads its articles blind."""

    speakers: bool = False
    """Whether names in the text are hidden, each behind a short sign, until the whole article is labelled."""


class Codebook(Record):
    """Everything that annotators may say of a sentence."""

    name: str = Field(min_length=1)
    """What the codebook is called."""
    version: str = Field(min_length=1, pattern=r"^\S+$")
    """Raised whenever a definition changes; each revision records it."""
    language: str = "en"
    """The language of the definitions."""
    claim: str = ""
    """What counts as a claim."""
    claim_not: str = ""
    """What does not."""
    roles: Roles = Roles()
    """Which segments are annotated."""
    blind: Blinding = Blinding()
    """What is hidden where a project reads blind."""
    stance: Scale
    """The scale of stances."""
    attribute_sets: dict[str, AttributeSet] = Field(default_factory=dict)
    """Further attributes, in sets."""

    @property
    def stances(self) -> tuple[str, ...]:
        """The stance values in their order."""
        return tuple(value.value for value in self.stance.values)

    @property
    def attributes(self) -> dict[str, Attribute]:
        """The attributes of the sets that are switched on, by name."""
        return {
            name: attribute
            for group in self.attribute_sets.values()
            if group.enabled
            for name, attribute in group.attributes.items()
        }

    def stance_value(self, value: str) -> Value | None:
        """The entry of a stance, if the scale has it."""
        return next((entry for entry in self.stance.values if entry.value == value), None)

    def with_sets(self, switched_on: tuple[str, ...]) -> Codebook:
        """The same codebook with these attribute sets switched on as well."""
        groups = {
            name: group.model_copy(update={"enabled": group.enabled or name in switched_on})
            for name, group in self.attribute_sets.items()
        }
        return self.model_copy(update={"attribute_sets": groups})
