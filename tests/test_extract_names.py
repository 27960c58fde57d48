import pytest
from build_pack import document, labelled, pack

from assistant.extract.contract.names import find_names
from assistant.extract.text.layout import lay_out


def names(text, title="", kind="instructions"):
    given = pack(document(text, kind).model_copy(update={"title": title}))
    return find_names(lay_out(given, labelled(given)))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Invitation to Tender\nfor the provision of a Creative Ageing Programme", "Creative Ageing Programme"),
        ("# Request for Quotation: Lantern Parade 2027", "Lantern Parade 2027"),
        (
            "# Specification\n# Community Chorus Leader\nMaple Housing Association is looking for a leader.",
            "Community Chorus Leader",
        ),
        ("# Call for a maker in residence\nHello!", "a maker in residence"),
        ("# Artist's brief: a mural for the Green\nHello!", "a mural for the Green"),
        ("To: all\nSubject: RFQ TAT/26-014 - arts weeks for leavers", "arts weeks for leavers"),
        (
            "# Gwahoddiad i Dendro / Invitation to Tender\n## Cludiant Lleol / Local Transport",
            "Cludiant Lleol / Local Transport",
        ),
        ("# INVITATION TO TENDER\nCONTRACT FOR THE DELIVERY OF YOUTH SERVICES", "YOUTH SERVICES"),
        ("# Notice\nRFP SUBJECT: Story Boxes for Nurseries", "Story Boxes for Nurseries"),
        ("# Introduction\nThis document invites tenders for the Harbour Arts Programme.", "Harbour Arts Programme"),
        (
            "From: Jo Reed, Buying Officer, Fell District Council\n# Walking Festival Producer",
            "Walking Festival Producer",
        ),
        (
            "# ITT 44/AB: Open Studio – arts for students and neighbours",
            "Open Studio – arts for students and neighbours",
        ),
        ("# Fell Heritage Fund\n# Brief for consultants: Peer Learning Programme", "Peer Learning Programme"),
        (
            "# Ways into Work: help through creative settings\n# Instructions and Specification",
            "Ways into Work: help through creative settings",
        ),
        (
            '# Who we are\nWe are inviting tenders for "Good Neighbours": befriending.\n# Other points',
            "Good Neighbours",
        ),
        (
            "# Fell Trust\n# Arts enrichment at seven schools\n# Specification for tenderers",
            "Arts enrichment at seven schools",
        ),
        (
            "# Fell Libraries\n# Framework agreement for stories in libraries\n# Volume one\nFell Libraries, a body, "
            "(the Service) wishes to set up a framework.",
            "Framework agreement for stories in libraries",
        ),
    ],
)
def test_a_tender_goes_by_what_it_is_for(text, title):
    assert names(text).title == title


@pytest.mark.parametrize(
    ("text", "given", "title"),
    [
        ("# Sources Sought Notice\nPlease reply.", "Sources Sought Notice", "Sources Sought Notice"),
        ("# Bid Pack\n# «Insert Procurement Title»", "Bid Pack", "Bid Pack"),
        ("# Award of [insert title]\nDear Sir", "Award of [insert title]", "Award of [insert title]"),
        ("# 1.0 BACKGROUND\nThe Council is large.", "1.0 BACKGROUND", ""),
        ("# Introduction\nThe Council is large.", "Introduction", ""),
        ("# Fell District Council\nGood morning.", "Fell District Council", ""),
        (
            "# A brief for a maker: tell us how\nGood morning.",
            "A brief for a maker: tell us how",
            "A brief for a maker: tell us how",
        ),
    ],
)
def test_what_names_itself_no_other_way_goes_by_its_own_title(text, given, title):
    assert names(text, given).title == title


@pytest.mark.parametrize(
    ("text", "buyer"),
    [
        ("“The Trust” means Northern Dales NHS Foundation Trust.", "Northern Dales NHS Foundation Trust"),
        ("Thorne Town Council would like to hear from makers.", "Thorne Town Council"),
        ("This invitation is issued on behalf of Millbrook Parish Council.", "Millbrook Parish Council"),
        ("Client: Fell District Council, Arts and Parks, The Old Hall, Fell", "Fell District Council"),
        ("ISSUED BY:\nDepartment of Parks", "Department of Parks"),
        ("Tenders are submitted on behalf of the Contracting Authority.", ""),
        ("We are a choir of forty.", ""),
        ("Fell Library Friends, working with Thorne Town Council · call FLF/4", "Fell Library Friends"),
        ("Issued by Thorne Town Council on behalf of the Thorne Board. Our ref: 3", "Thorne Town Council"),
        ('Fell County (the "County") is soliciting proposals.', "Fell County"),
        ("Fell Libraries (a service of Fell District Council) would like a quotation.", "Fell Libraries"),
        ("From: Bursar, Fell Academies Trust <bursar@fell.example>", "Fell Academies Trust"),
        ("# Fell District Council\nCommissioned by: Parks, Arts, and Youth Services", "Fell District Council"),
    ],
)
def test_the_buyer_is_the_organisation_that_buys(text, buyer):
    assert names(f"# Invitation to Tender\n{text}").buyer == buyer


def running(*lines):
    """A page with these lines as its headers."""
    page = document("# Invitation to Tender\nPlease tender.")
    body = [block.model_copy(update={"kind": "header", "id": f"h{at}"}) for at, block in enumerate(page.blocks * 2)]
    heads = [block.model_copy(update={"text": text}) for block, text in zip(body, lines, strict=False)]
    given = pack(page.model_copy(update={"blocks": (*heads, *page.blocks)}))
    return find_names(lay_out(given, labelled(given)))


def test_a_running_header_tells_the_buyer_and_its_code():
    found = running("Fell District Council | FDC/2027/118")
    assert (found.buyer, found.reference) == ("Fell District Council", "FDC/2027/118")


def test_a_call_and_a_brief_have_numbers():
    assert names("# Open call\nFell Library Friends · call FLF/4").reference == "FLF/4"
    assert names("# Open call\nPlease call 01632 960417.").reference == ""


@pytest.mark.parametrize("lines", [("Version 2026",), ("FY2026",), ("Form CAS40",), ("AB/1234", "CD/5678")])
def test_a_year_a_form_number_and_one_code_of_two_are_no_reference(lines):
    assert running(*lines).reference == ""


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("# Request for quotation\n| RFQ no. | Q/0461/ART |", "Q/0461/ART"),
        ("# Specification for tenderers (FLT-PRO-118)", "FLT-PRO-118"),
        ("# Arts for all (NHS-ICB)", ""),
    ],
)
def test_a_reference_may_stand_in_a_cell_or_in_brackets(text, reference):
    assert names(text).reference == reference
