"""Polish: words for reading any text, and tables for comparing texts in it."""

from __future__ import annotations

from diptych.languages.base import LanguageData, plain_set


class Polish(LanguageData):
    """Polish."""

    code = "pl"
    decimal_comma = True
    never_final = plain_set(
        "tzn ul al pl os im św śś bł ks np tzw gen płk ppłk mjr kpt por ppor st asp podkom nadkom kom insp",
        "sierż dr prof hab inż mgr woj pow gm pn pt ws wg ok ur zm hr bp abp kard red proj par paraf pok",
        "wł zob przyp tłum mec dyr prez ds dz",
    )
    before_numbers = plain_set("nr ust art pkt str rys tab poz godz zał rozdz ppkt tel cz wyd")
    abbreviations = plain_set("tys mln mld pocz sek szt br")
    final_abbreviations = plain_set("itd itp n.e p.n.e")
    after_numbers = plain_set("r w zł gr proc min")
    sentence_openers = plain_set(
        "on ona ono oni one ja ty my wy to ten ta te tego tej tym w we na do z ze po od o u za przy pod",
        "nad dla bez przez przed ale a i oraz lecz jednak jeśli jeżeli gdy kiedy jak że co kto gdzie nie",
        "już jeszcze tylko teraz dziś wczoraj jutro potem później wtedy tam tu jego jej ich był była było",
        "były jest są wszyscy wszystko każdy wielu niektórzy według podczas mimo ponieważ dlatego również",
        "także natomiast więc czy",
    )
    before_times = plain_set(
        "w we od do po przed na latem zimą wiosną jesienią już dopiero około dnia roku stycznia lutego",
        "marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia styczniu lutym",
        "marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu",
    )
