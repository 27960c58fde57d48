"""What each sentence of a pack does for the bidder."""

import pytest
from build_blocks import document, heading, item, pack, paragraph, table

from assistant.errors import ConsortError
from assistant.extract import label
from assistant.extract.labelling.head import LABELS, check, trained
from assistant.extract.labelling.rules import force_of, rule_label
from assistant.extract.labelling.units import units

SPECIFICATION = [
    heading("Delivery"),
    paragraph("The Commissioner will supply a laptop for each site. The Contractor shall run nine workshops a term."),
    paragraph("The Contractor shall:"),
    item("hire two assistants;"),
    item("keep a log of visits."),
    paragraph("The Contractor may use the hall at weekends."),
    paragraph("Where possible, workshops should be held outdoors."),
]


def found(*parts, **more):
    return {each.text: each for each in label(pack(*parts, **more))}


def test_every_statement_quotes_its_source():
    given = pack(*SPECIFICATION)
    blocks = {block.id: block for block in given.documents[0].blocks}
    for each in label(given):
        assert blocks[each.source.block].text[each.source.start : each.source.end] == each.text
        assert 0 <= each.score <= 1


def test_all_visible_text_is_in_some_statement_and_hidden_text_in_none():
    given = pack(*SPECIFICATION, paragraph("Do not show this.", visible=False))
    said = "".join("".join(each.text.split()) for each in label(given))
    visible = "".join("".join(block.text.split()) for block in given.documents[0].blocks if block.visible)
    assert said == visible


def test_the_items_of_a_list_inherit_the_duty_of_their_lead_in():
    said = found(*SPECIFICATION)
    for text in ("The Contractor shall:", "hire two assistants;", "keep a log of visits."):
        assert (said[text].label, said[text].force) == ("requirement", "must")


def test_what_the_buyer_will_do_is_no_requirement():
    assert found(*SPECIFICATION)["The Commissioner will supply a laptop for each site."].label == "buyer"


def test_what_the_supplier_may_do_is_context():
    assert (
        found(*SPECIFICATION, kind="specification")["The Contractor may use the hall at weekends."].label == "context"
    )


def test_only_requirements_have_force():
    assert all((each.force is None) == (each.label != "requirement") for each in label(pack(*SPECIFICATION)))
    assert (
        found(*SPECIFICATION, kind="specification")["Where possible, workshops should be held outdoors."].force
        == "should"
    )


def test_headings_and_column_heads_are_furniture_and_an_empty_cell_says_nothing():
    said = label(
        pack(
            heading("Your answers"),
            table(
                ["Ref", "Question", "Weight", "Limit", "Your answer"],
                ["1", "Describe how you will look after volunteers.", "15%", "500 words", ""],
                ["2", "How will you measure success?", "10%", "300 words", ""],
            ),
            kind="response_form",
        )
    )
    labels = {each.text: each.label for each in said}
    assert {labels[text] for text in ("Your answers", "Ref", "Question", "Weight", "Limit", "Your answer")} == {
        "furniture"
    }
    assert labels["Describe how you will look after volunteers."] == "question"
    assert labels["How will you measure success?"] == "question"
    assert labels["15%"] == "criterion"
    assert labels["500 words"] == "instruction"
    assert "" not in labels


def test_fields_to_fill_are_questions():
    said = found(table(["Name of your organisation", ""], ["Charity number", ""]), kind="response_form")
    assert {each.label for each in said.values()} == {"question"}


def test_the_heads_of_a_table_left_blank_are_questions():
    said = found(table(["Trading name", "Role in the bid"], ["", ""], ["", ""]), kind="response_form")
    assert {each.label for each in said.values()} == {"question"}


def test_a_list_of_contents_is_furniture():
    said = found(paragraph("4 Evaluation criteria 11"), heading("Evaluation criteria"), kind="instructions")
    assert said["4 Evaluation criteria 11"].label == "furniture"


def test_the_same_pack_is_labelled_the_same():
    assert label(pack(*SPECIFICATION)) == label(pack(*SPECIFICATION))


def test_documents_do_not_change_each_others_labels():
    alone = label(pack(*SPECIFICATION))
    other = document(paragraph("Quotations must be sent by noon."), name="other.docx")
    both = pack(*SPECIFICATION).model_copy(update={"documents": (*pack(*SPECIFICATION).documents, other)})
    assert label(both)[: len(alone)] == alone


def test_a_pack_without_text_has_no_statements():
    assert label(pack()) == ()
    assert label(pack(paragraph("   "))) == ()


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("The Provider shall report quarterly.", "must"),
        ("Staff are expected to hold a certificate.", "must"),
        ("The Provider is responsible for venue hire.", "must"),
        ("The Provider shall, wherever possible, buy locally.", "must"),
        ("Tutors should hold a degree.", "should"),
        ("Experience of festivals is desirable.", "should"),
        ("Bidders are encouraged to seek match funding.", "should"),
        ("Ideally the team will include a translator.", "should"),
    ],
)
def test_force_is_read_from_the_word_that_binds(text, force):
    assert force_of(text) == force


UNSEEN = {
    "requirement": [
        "The Contractor shall feed the animals twice a day.",
        "Drivers must carry a licence at all times.",
        "It is essential that the kitchen is inspected each spring.",
        "No boat shall leave the harbour without a radio.",
        "The Supplier is required to pay its sub-contractors within 30 days.",
    ],
    "question": [
        "Please outline how you would recruit lifeguards.",
        "Tell us about a time when a swimming lesson went wrong.",
        "Bidders should set out their approach to winter closures.",
        "Provide two examples of similar pools that you have run.",
    ],
    "instruction": [
        "Tenders must be uploaded to the portal before 3pm on 2 June.",
        "Queries about this tender should be sent by e-mail no later than 12 May.",
        "Use a font of at least 11 point and number every page.",
    ],
    "criterion": [
        "Quality carries 60% of the marks and price 40%.",
        "Each response will be scored from 0 to 5 by the panel.",
        "Tenders that miss a mandatory condition will be rejected.",
    ],
    "buyer": [
        "The Council reserves the right to abandon this procurement.",
        "The Authority will provide changing rooms free of charge.",
        "We will publish the answers within two working days.",
    ],
    "context": [
        "The lido was built in 1934 and draws 90,000 swimmers a year.",
        '"Season" means the months from May to September.',
        "The present contract ends in March.",
    ],
}


def test_the_trained_head_does_better_than_the_rules_on_sentences_it_has_not_seen():
    pairs = [(right, text) for right, texts in UNSEEN.items() for text in texts]
    alone = [pack(paragraph(text)) for _, text in pairs]
    head = sum(label(each)[0].label == right for each, (right, _) in zip(alone, pairs, strict=True))
    rules = sum(rule_label(units(each.documents[0])[0]) == right for each, (right, _) in zip(alone, pairs, strict=True))
    assert head > rules
    assert head >= 0.85 * len(pairs)


def test_probabilities_are_shares_of_one():
    shares = trained().look(units(document(*SPECIFICATION)))
    assert shares.shape == (8, len(LABELS))
    assert shares.sum(axis=1) == pytest.approx(1)


def test_weights_that_are_not_those_that_were_trained_are_refused(tmp_path):
    path = tmp_path / "labels.npz"
    path.write_bytes(b"not the weights")
    with pytest.raises(ConsortError, match="not the one that came with Consort"):
        check(path, "0" * 64)
