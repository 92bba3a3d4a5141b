"""Short reports on a few events, and their profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.folder.article_profile import profile_of
from diptych.sources.parse import parse

if TYPE_CHECKING:
    from diptych.folder.article_profile import Profile

QUAY = (
    "The quay at Harrow was closed on July 11 after a crane fell, the mayor Olive Brandt said.",
    "Olive Brandt, who is mayor of Harrow, had the quay closed. The crane had not been checked since 1998.",
)
WEIR = (
    "The weir of Marlow gave way in the night of 3 May. Jonas Petersen, its keeper, had warned the county.",
    "On May 3 Marlow lost its weir. The county had been warned, says Jonas Petersen, the keeper.",
)
FLOOD = (
    "The Tarn burst its banks at Ulmstead on Friday night and drowned the lower market. Mayor Greta Holm had"
    " 140 people brought to the school hall by boat. Nobody was killed, the fire chief Otto Brenn said; two"
    " men are in hospital with broken legs. The dam above the town had been opened at nine, an hour late.",
    "ULMSTEAD - Boats were rowed through the lower market of Ulmstead after the river Tarn left its bed on"
    " Friday. Some 140 residents slept in a school, among them the parents of fire chief Otto Brenn. The"
    " operator of the dam admits that its gates were opened too late. Mayor Greta Holm demands an inquiry.",
    "Who opened the dam, and when? That is what Greta Holm, the mayor of Ulmstead, wants to hear from the"
    " operator. On Friday the Tarn stood two metres high between the stalls of the market. The families who"
    " now live in the school hall ask the same. Otto Brenn, the fire chief, has seen the log of the gates.",
    "Two days after the flood the mud lies knee-deep in Ulmstead. Baker Ilse Kranz lost her oven when the"
    " Tarn came into the market on Friday. Her neighbours carried her to a boat of the fire brigade. The"
    " school hall is full, says mayor Greta Holm, and the dam's operator has sent nobody but a lawyer.",
    "The operator of the Tarn dam has suspended an engineer. Its gates were opened at ten on Friday instead"
    " of at nine; by then the water was in the market of Ulmstead. Otto Brenn, who leads the fire brigade,"
    " called the control room three times. 140 people were rescued by boat, the mayor Greta Holm said.",
)
DROUGHT = (
    "The river Elver has not stood so low since 1976. Ferries to Quennick stopped on Monday, and the mayor of"
    " the town, Ada Plover, asks people to save water. Farmers may not fill their ponds from the river, the"
    " county said. A dam further up keeps back what little rain there was in April."
)
OTHER = "A choir sang in Oxley. Nobody had heard the songs for forty years, and the hall was full."


def profile(text: str) -> Profile:
    """The profile of an article."""
    return profile_of(parse(text.encode(), "article.txt"))
