"""A long segment's pieces, each translated as if it were a sentence, are one sentence again."""

from dataclasses import replace

from service.domain.content import Content
from service.domain.language import Language
from service.domain.translation import Request
from service.engine.drafting import Plan, draft_request, plan_request
from service.engine.pieces import Piece
from service.engine.relay import Passage

PIECES = {  # a German press sentence of 58 words; French as a model sets half a sentence: capital, full stop
    "Der Gemeinderat hat in seiner Sitzung am Montag beschlossen, die Brücke zu sanieren;": (
        "Lors de sa séance de lundi, le conseil municipal a décidé de rénover le pont."
    ),
    "die Arbeiten beginnen im Mai und dauern bis zum Herbst –": "Les travaux commencent en mai et durent jusqu’à l’automne.",
    "Fußgänger können den Fluss in dieser Zeit weiter überqueren,": "Les piétons peuvent continuer à traverser la rivière.",
    "während der Verkehr über die Nachbarbrücke in": "La circulation passe par le pont voisin à.",
    "Mömpelgard umgeleitet wird:": "Montbéliard est dévié.",
    "„Wir bitten alle um Geduld“, so die Bürgermeisterin.": "« Nous demandons à tous de patienter », a déclaré la maire.",
}


def test_a_long_press_sentence_is_joined_as_one_sentence_and_none_of_it_is_lost():
    request = Request(Content(" ".join(PIECES)), Language.FRENCH)

    pieces = [Piece(Content(), Content(text), Content(" ")) for text in PIECES]
    pieces[-1] = replace(pieces[-1], after=Content())
    plan = Plan(request, tuple(pieces), tuple((text, False) for text in PIECES))
    passages = {plan.key(source): Passage(target, -0.5, 9, None, 1) for source, target in PIECES.items()}
    draft = draft_request(plan, passages)

    assert draft.decodes == len(PIECES)
    assert draft.content.text == (
        "Lors de sa séance de lundi, le conseil municipal a décidé de rénover le pont; les travaux commencent en mai et durent "
        "jusqu’à l’automne – les piétons peuvent continuer à traverser la rivière, la circulation passe par le pont voisin à "
        "Montbéliard est dévié: « Nous demandons à tous de patienter », a déclaré la maire."
    )


def test_a_long_press_sentence_is_cut_at_its_strongest_marks_and_loses_no_word():
    request = Request(Content(" ".join(PIECES)), Language.FRENCH)

    plan = plan_request(request, lambda text: len(text) <= 150)

    texts = [text for text, _ in plan.tasks]
    assert " ".join(texts) == request.content.text
    assert texts[0].endswith(";")
    assert all(text[-1] in ";:,–." for text in texts)
