"""Which words are claims, and what is said of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import read

SPLITS = [
    (
        "fr",
        "Lisbonne compte 12 ministères, dont 4 dirigés par des femmes.",
        ["12 ministères", "4 dirigés par des femmes"],
    ),
    ("fr", "La digue, construite en 1974, a cédé dimanche.", ["construite en 1974", "a cédé dimanche"]),
    (
        "fr",
        "L'usine emploie 300 personnes et produit 40 000 tonnes d'acier par an.",
        ["300 personnes", "40 000 tonnes"],
    ),
    ("fr", "On sait que Paris a livré 30 canons et que Lisbonne en a livré douze.", ["30 canons", "douze"]),
    ("en", "The plant, which employs 300 people, was sold in 2019.", ["300 people", "sold in 2019"]),
    ("en", "Oslo spent 4 billion kroner, while Lisbon spent 2 billion euros.", ["4 billion kroner", "2 billion euros"]),
]


@pytest.mark.parametrize(("lang", "text", "parts"), SPLITS)
def test_each_figure_or_dated_fact_is_a_claim_of_its_own(lang, text, parts):
    result = read(text, lang)
    ids = [result.claim(part).id for part in parts]
    assert len(set(ids)) == len(parts)


READINGS = [
    ("fr", "Selon Solène Marchais-Lebreton, le port compte 40 grues.", {"source": "Solène Marchais-Lebreton"}),
    ("fr", "Le port compte 40 grues, selon Jean-Marc Lefort-Dumas.", {"source": "Jean-Marc Lefort-Dumas"}),
    ("en", "According to Mary Smith-Jones, the bridge cost 12 million euros.", {"source": "Mary Smith-Jones"}),
    ("fr", "D'après les pompiers, 40 maisons ont brûlé.", {"source": "les pompiers"}),
    ("fr", "L'incendie n'a blessé qu'une personne en 2020.", {"polarity": "positive"}),
    ("fr", "Le taux n'a perdu qu'un point en 2022.", {"polarity": "positive"}),
    ("fr", "Le port compte 40 usines sans syndicat.", {"polarity": "positive"}),
    ("fr", "Personne n'a signé le traité en 2020.", {"polarity": "negative"}),
    ("fr", "Le crédit a perdu 3 milliards d'euros en 2014.", {"polarity": "positive"}),
    ("fr", "La Norvège souhaite un accord avec le Portugal.", {"checkability": "not_checkable"}),
    ("en", "In May 2014, Norway annexed 40 villages.", {"commitment": "asserts"}),
    ("en", "Share prices fell 12 percent in March.", {"kind": "comparison"}),
    ("en", "Norway may leave the alliance in 2030.", {"commitment": "hedges"}),
]


@pytest.mark.parametrize(("lang", "text", "expected"), READINGS)
def test_small_words_are_read_for_what_they_do(lang, text, expected):
    (claim,) = [c for c in read(text, lang).claims if c.kind != "quote"]
    found = {
        "checkability": claim.checkability,
        "source": claim.source.name,
        "polarity": claim.polarity,
        "commitment": claim.commitment,
        "kind": claim.kind,
    }
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("name", ["Poutine", "Zelensky", "Macron", "Biden", "Moscou", "Kiev"])
def test_a_bare_name_speaks_whoever_it_is(name):
    result = read(f"{name} a déclaré que Paris avait violé l'accord de 2014.")
    assert [(c.kind, c.source.name) for c in result.claims] == [("quote", "author"), ("event", name)]


GAPS = [
    ("fr", "Le Portugal a signé le traité en 1981, et la Norvège en 2005.", "la Norvège en 2005"),
    ("fr", "La France a ratifié l'accord le 4 avril 2023, la Norvège le 7 mars 2024.", "la Norvège le 7 mars 2024"),
    ("en", "Portugal has been under embargo since 1962, Norway since 1979.", "Norway since 1979"),
]


@pytest.mark.parametrize(("lang", "text", "gapped"), GAPS)
def test_a_clause_that_leaves_its_verb_out_is_a_claim_of_its_own(lang, text, gapped):
    result = read(text, lang)
    first, second = result.claims
    assert result.words(second) == gapped
    assert gapped not in result.words(first)
    assert len(first.times) == len(second.times) == 1


SOURCES = [
    ("fr", "Selon les douanes, 800 camions ont franchi le col mardi.", "800 camions", "les douanes", "reports"),
    (
        "fr",
        "Le port a traité 40 navires en mars, a indiqué la capitainerie.",
        "40 navires",
        "la capitainerie",
        "reports",
    ),
    (
        "fr",
        "Lucie Arnaud, dans Le Courrier du Sud, affirme que 12 écoles ont fermé.",
        "12 écoles",
        "Lucie Arnaud, Le Courrier du Sud",
        "reports",
    ),
    ("fr", "La mairie rappelle que le pont date de 1932.", "1932", "La mairie", "asserts"),
    ("fr", "Rappelons que la France a signé ce traité en 1992.", "1992", "author", "asserts"),
    ("fr", "Des témoins affirment que 12 maisons ont brûlé.", "12 maisons", "unnamed", "reports"),
    ("fr", "Le ministre aurait touché 40 000 euros.", "40 000 euros", "unnamed", "hedges"),
    ("en", "According to the port authority, 40 ships docked in March.", "40 ships", "the port authority", "reports"),
    ("en", "The mayor said that 12 schools had closed.", "12 schools", "The mayor", "reports"),
    ("en", "The minister allegedly received 40,000 euros.", "40,000 euros", "unnamed", "hedges"),
    ("en", "Norway exported 90 billion cubic metres of gas in 2022.", "90 billion", "author", "asserts"),
]


@pytest.mark.parametrize(("lang", "text", "part", "source", "commitment"), SOURCES)
def test_a_claim_knows_who_says_it_and_how_firmly(lang, text, part, source, commitment):
    result = read(text, lang)
    found = next(c for c in result.claims if part in result.words(c) and c.kind != "quote")
    assert (found.source.name, found.commitment) == (source, commitment)


def test_a_named_speaker_makes_a_quote_claim_and_the_content_is_another():
    result = read("« Nous avons perdu 12 hectares », a déclaré la présidente Anne Roy.")
    quote = result.claim("12 hectares", "quote")
    content = next(c for c in result.claims if c.kind == "quantity")
    assert quote.source.name == "author"
    assert result.focus(quote) == "Nous avons perdu 12 hectares"
    assert "Anne Roy" in content.source.name


KINDS = [
    ("fr", "La Norvège compte 5 millions d'habitants.", "5 millions", "quantity"),
    ("fr", "Le chômage a reculé de 2 % en mars.", "2 %", "comparison"),
    ("fr", "Le Portugal rejoindra l'alliance en 2030.", "2030", "prediction"),
    ("fr", "Le pont a été inauguré en 1932.", "1932", "event"),
    ("fr", "C'est le plus long pont du pays depuis 1932.", "plus long pont", "comparison"),
    ("en", "Unemployment fell by 2 percent in March.", "2 percent", "comparison"),
    ("en", "Portugal will join the alliance in 2030.", "2030", "prediction"),
    ("en", "The bridge was opened in 1932.", "1932", "event"),
]


@pytest.mark.parametrize(("lang", "text", "part", "kind"), KINDS)
def test_claims_have_the_kind_that_their_clause_shows(lang, text, part, kind):
    assert read(text, lang).claim(part).kind == kind


POLARITIES = [
    ("fr", "Le Portugal n'a envahi aucun pays depuis 1974.", "negative"),
    ("fr", "Le Portugal n'a signé que deux traités en 2020.", "positive"),
    ("fr", "Le Portugal a signé deux traités en 2020.", "positive"),
    ("en", "Portugal has never invaded a neighbour since 1974.", "negative"),
    ("en", "Portugal signed two treaties in 2020.", "positive"),
]


@pytest.mark.parametrize(("lang", "text", "polarity"), POLARITIES)
def test_polarity_follows_the_negation_that_bears_on_the_claim(lang, text, polarity):
    (claim,) = read(text, lang).claims
    assert claim.polarity == polarity


REASONS = [
    ("fr", "Qui peut encore y croire ?", "question"),
    ("fr", "Rentrez chez vous et dormez en paix.", "exhortation"),
    ("fr", "Si la pluie revenait, tout serait différent.", "hypothetical"),
    ("fr", "Quelle honte !", "opinion"),
    ("fr", "J'en ai le cœur serré.", "personal"),
    ("fr", "Lire aussi : nos conseils de jardinage", "furniture"),
    ("fr", "Le Mali aussi.", "vague"),
    ("fr", "L'usine manque d'eau et la mairie n'a pas de pompier.", "vague"),
    ("fr", "Moyennant quoi, ce sont les anciens maires qui sont chassés du conseil.", "vague"),
    ("fr", "Une presse qui dort n'éclaire plus.", "opinion"),
    ("fr", "Il n'y a aucune illusion à avoir à ce sujet.", "vague"),
    ("fr", "D'ici à 2030, il faudra bien choisir.", "exhortation"),
    ("fr", "Soit la Norvège quitte l'alliance en 2026, soit le Portugal paiera 3 milliards.", "hypothetical"),
    ("fr", "Ou bien Oslo cède, ou bien il lui faudra lever une armée de 40 000 hommes.", "hypothetical"),
    ("fr", "Je pense qu'en cas de guerre, la Norvège perdrait 20 000 hommes.", "hypothetical"),
    ("en", "Who still believes it?", "question"),
    ("en", "If the rain came back, everything would change.", "hypothetical"),
    ("en", "What a shame!", "opinion"),
    ("en", "The port has no tugs.", "vague"),
    ("en", "Either Norway leaves the alliance in 2026, or France pays 3 billion euros.", "hypothetical"),
    ("en", "My heart sank.", "personal"),
]


@pytest.mark.parametrize(("lang", "text", "reason"), REASONS)
def test_a_sentence_without_a_claim_says_why(lang, text, reason):
    result = read(text, lang)
    assert [entry.reason for entry in result.ledger.entries] == [reason]


def test_a_question_takes_figures_for_granted():
    result = read("Alors que 40 pays soutiennent la Norvège, dont 25 par des armes, que reste-t-il à craindre ?")
    assert result.claim("40 pays").is_presupposed
    assert result.claim("25").id != result.claim("40 pays").id


def test_a_source_set_in_after_a_conjunction_speaks_for_what_follows_only():
    result = read("Norway exported 90 tonnes in 2022 and, according to two diplomats, 30 tonnes were lost.", "en")
    assert result.claim("90 tonnes").source.name == "author"
    assert result.claim("30 tonnes").source.name == "unnamed"


def test_words_thrown_out_by_the_next_sentence_are_denied():
    result = read("Certains affirment que le Portugal a quitté l'alliance en 2020. Faux.")
    assert result.claim("quitté l'alliance").commitment == "denies"


PIECES = st.sampled_from(
    [
        "La Norvège compte 5 millions d'habitants.",
        "Qui s'en souvient ?",
        "« Rien n'est joué », a dit le maire.",
        "Selon la police, 30 personnes ont défilé.",
        "Bravo !",
        "Le pont, bâti en 1932, tient encore ; on l'a repeint deux fois.",
        "Si l'on attendait, ce serait pire.",
        "Non.",
        "« Un mot qui reste ouvert.",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6))
def test_every_sentence_is_in_the_ledger_and_every_claim_in_its_sentence(pieces):
    result = read(" ".join(["Voici le récit de la journée.", *pieces]))
    sentences = {sentence.id: sentence for sentence in result.draft.sentences}
    assert [entry.sentence_id for entry in result.ledger.entries] == list(sentences)
    listed = [claim_id for entry in result.ledger.entries for claim_id in entry.claim_ids]
    assert sorted(listed) == sorted(claim.id for claim in result.claims)
    for claim in result.claims:
        assert sentences[claim.sentence_id].span.contains(claim.span)
        assert claim.span.contains(claim.focus)
        assert claim.anchor.locate(result.draft.article.text) == claim.span
        assert 0 <= claim.worth <= 1


def test_a_long_row_of_figures_is_read_once_each():
    # Each figure without a verb takes its kind from the one before: reading them all anew each time would never end.
    row = ", ".join(f"{at % 9},{at % 10} % à Brume-sur-Lac {at}" for at in range(60))
    claims = read(f"L'inflation a atteint 5,2 % en 2022 : {row}.").claims
    assert sum(len(claim.quantities) for claim in claims) >= 60


@pytest.mark.parametrize(
    ("text", "source", "polarity"),
    [
        ("« La paix, a lâché Jeanne Morvan, ne se gagne pas avec des chars. »", "Jeanne Morvan", "negative"),
        ("Le Portugal nie avoir vendu 40 chars à la Norvège.", "Le Portugal", "negative"),
        ("À Bercy, on promet que la taxe baissera de 3 % en 2030.", "Bercy", "positive"),
        ("Le ministère évalue à 12 millions d'euros le coût des travaux.", "Le ministère", "positive"),
        ("Trois ponts sont fermés, a fait savoir le préfet de Brume.", "le préfet de Brume", "positive"),
    ],
)
def test_who_is_made_to_say_it(text, source, polarity):
    (claim,) = [one for one in read(text).claims if one.kind != "quote"]
    assert (claim.source.name, claim.polarity) == (source, polarity)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La piscine accueille 400 nageurs.", "quantity"),
        ("La piscine accueillera 400 nageurs.", "prediction"),
        ("Le chantier emploiera 90 maçons.", "prediction"),
    ],
)
def test_a_present_that_looks_like_a_future_is_none(text, kind):
    (claim,) = read(text, "fr").claims
    assert claim.kind == kind


def test_a_name_is_not_cut_at_a_word_that_looks_like_a_participle():
    (claim,) = read("Le sénateur Yvan Roche a rejoint le Parti bleu en 2021.", "fr").claims
    assert claim.anchor.exact == "Le sénateur Yvan Roche a rejoint le Parti bleu en 2021"


@pytest.mark.parametrize(
    "text",
    [
        "Le préfet a dit « que la digue a coûté 3 millions d'euros ».",
        "Le préfet assure qu'« elle a coûté 3 millions d'euros ».",
    ],
)
def test_words_brought_in_by_que_around_a_mark_are_the_speakers(text):
    said = [one for one in read(text, "fr").claims if one.kind != "quote"]
    assert [(one.source.name, one.commitment) for one in said] == [("Le préfet", "reports")]


def test_a_heading_that_stands_in_the_body_carries_nothing():
    text = "# La digue a cédé en 2021\n\nLa digue a cédé en 2021. Elle datait de 1950.\n\n## La digue datait de 1960\n\nOn l'a refaite."
    found = read(text, "fr")
    assert [one.anchor.exact for one in found.claims][:2] == ["La digue a cédé en 2021", "Elle datait de 1950"]
    assert found.claims[0].span.start > text.index("\n\n") - 2
    assert str(found.ledger.entries[0].reason) == "furniture"
    assert any("1960" in one.anchor.exact for one in found.claims)


def test_a_quotation_that_opens_anew_with_each_paragraph_has_one_speaker():
    text = "« La digue a coûté 3 millions d'euros.\n\n« Elle a cédé en 2021 », affirme Odile Prat.\n\nOn l'a refaite en 2022."
    said = {one.anchor.exact: one.source.name for one in read(text, "fr").claims if one.kind != "quote"}
    assert said["La digue a coûté 3 millions d'euros"] == "Odile Prat"
    assert said["On l'a refaite en 2022"] == "author"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Odile Prat est amère : « La digue a cédé en 2021. »", "Odile Prat"),
        ("Le livre de Odile Prat a un titre : « La digue a cédé en 2021. »", "unnamed"),
    ],
)
def test_a_quotation_behind_a_colon_is_the_only_persons_who_acts_before_it(text, source):
    (said,) = [one for one in read(text, "fr").claims if one.kind != "quote" and "cédé" in one.anchor.exact]
    assert said.source.name == source


STATED = [
    (
        "fr",
        "Le port de Gdynia manque de remorqueurs, et celui de Klaipeda n'a pas de quai.",
        "Le port de Gdynia manque",
    ),
    ("fr", "Une source proche du dossier évoque un rachat par un groupe norvégien.", "évoque un rachat"),
    ("en", "Norway abstained.", "Norway abstained"),
    (
        "fr",
        "Rectificatif : contrairement à ce que nous avons écrit, l'usine a ouvert en 1974.",
        "l'usine a ouvert en 1974",
    ),
    ("fr", "Erratum : la Norvège compte 5 millions d'habitants.", "la Norvège compte 5 millions d'habitants"),
    ("en", "Correction: Norway has 5 million people.", "Norway has 5 million people"),
    (
        "fr",
        "Jo Bide, élu en 2020, lui avait pourtant promis l'enfer.",
        "Jo Bide, élu en 2020, lui avait pourtant promis",
    ),
    (
        "fr",
        "C'est le ministre, Sergueï Vif, qui avait visité Oslo en mai.",
        "C'est le ministre, Sergueï Vif, qui avait visité",
    ),
    ("fr", 'Le train est arrivé à Oslo avec le "camarade Vif", malgré les menaces.', 'avec le "camarade Vif"'),
]


@pytest.mark.parametrize(("lang", "text", "words"), STATED)
def test_what_is_plainly_stated_is_a_claim_from_its_subject_on(lang, text, words):
    assert any(words in one.anchor.exact for one in read(text, lang).claims)
    assert not any(
        one.anchor.exact.lower().startswith(("rectificatif", "erratum", "correction", "contrair"))
        for one in read(text, lang).claims
    )


def test_what_would_follow_is_no_hearsay():
    text = "En cas de guerre, la Norvège perdrait 20 000 hommes. La cohésion de l'alliance céderait vite face à Oslo."
    assert [str(one.reason) for one in read(text).ledger.entries] == ["hypothetical"] * 2
    (told,) = read("La Norvège aurait perdu 40 navires en 2020.").claims
    assert (told.source.name, told.commitment) == ("unnamed", "hedges")
