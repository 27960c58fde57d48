import pytest
from build_pack import document, tender

from assistant.extract.money import amounts, vat_of


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("£1.2m", 1_200_000, 1_200_000),
        ("£5 million", 5_000_000, 5_000_000),
        ("£60k p.a.", 60_000, 60_000),
        ("between £359,520 and £431,424", 359_520, 431_424),
        ("£20,000-£30,000", 20_000, 30_000),
        ("£20-30k", 20_000, 30_000),
        ("GBP 500,000.00", 500_000, 500_000),
        ("5 million pounds", 5_000_000, 5_000_000),
        ("$7,200,000.00", 7_200_000, 7_200_000),
    ],
)
def test_an_amount_or_a_range_is_read(text, low, high):
    assert [(each.low, each.high) for each in amounts(text)] == [(low, high)]


def test_two_amounts_joined_by_and_are_two():
    assert [each.low for each in amounts("fees of £1,000 and £2,500")] == [1000, 2500]


@pytest.mark.parametrize(
    ("text", "vat"),
    [
        ("£85,000 (excluding VAT)", "excluded"),
        ("£98,000 ex VAT, £117,600 inc VAT", "excluded"),
        ("a maximum of £25,000 inclusive of VAT and all expenses", "included"),
        ("inc. all extension options and VAT", "included"),
        ("£85,000", "unknown"),
    ],
)
def test_what_is_said_of_vat_is_kept(text, vat):
    assert vat_of(text) == vat


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The total contract value is estimated at £270,000 excluding VAT.", (270_000, 270_000, "excluded", "total")),
        ("The annual budget for this service is £120,000.", (120_000, 120_000, "unknown", "year")),
        (
            "The value of the contract is between £420,000 and £450,000 in all, excluding VAT (about £145,000 a year).",
            (420_000, 450_000, "excluded", "total"),
        ),
        ("| Contract value | £90,000 - £110,000 ex VAT |", (90_000, 110_000, "excluded", "total")),
        ("The maximum budget is £35,000 including VAT.", (35_000, 35_000, "included", "total")),
        ("The budget is £50,000.\nAll figures exclude VAT.", (50_000, 50_000, "excluded", "total")),
    ],
)
def test_the_value_of_the_contract_is_found(text, value):
    found = tender(document(text)).value
    assert (found.low, found.high, found.vat, found.per) == value


@pytest.mark.parametrize(
    "text",
    [
        "Public liability insurance of at least £5 million is required.",
        "Bidders must have an annual turnover of £300,000.",
        "The lead must have managed at least one contract of £50,000 or more.",
        "No adjustment to the contract price is made below £2,500.",
        "Payment of £45 per session",
    ],
)
def test_other_money_is_no_value(text):
    assert tender(document(text)).value is None


@pytest.mark.parametrize(
    ("text", "months", "extension"),
    [
        ("The contract is for three years with an option to extend for two further periods of 12 months.", 36, 24),
        ("Contract duration: 5 years (3+2)", 36, 24),
        ("Initial term of 24 months, extendable by up to 24 months", 24, 24),
        ("The contract period is from 1 April 2027 to 31 March 2030.", 36, 0),
        ("The base period is one (1) year and two (2) one-year option periods.", 12, 24),
        ("The base period is 3 months, with 5 additional option periods, each 3 months in duration.", 3, 15),
        ("The term of this contract is two years, with three (3) available annual renewal options.", 24, 36),
        ("| Contract term | 18 months |", 18, 0),
        ("| Contract term | 3 years |\n| Extension | up to 2 x 1 year |", 36, 24),
        ("The contract will start on 1 July 2026.\nThe contract will end on 30 June 2028.", 24, 0),
    ],
)
def test_the_term_and_what_it_may_be_extended_by_are_found(text, months, extension):
    term = tender(document(text)).term
    assert (term.months, term.extension_months) == (months, extension)


@pytest.mark.parametrize(
    "text",
    [
        "Insurance must be kept for six years after the contract ends.",
        "Accounts for the last two financial years are required.",
        "The plan is reviewed every six months throughout the contract period.",
        "At least three years' experience of similar work is required.",
        "Tenders must stay open for 90 days.",
    ],
)
def test_another_length_of_time_is_no_term(text):
    assert tender(document(text)).term is None


def test_lots_are_those_named_with_a_title():
    lots = tender(document("# Lot 1 - Craven\n# Lot 2: Targeted youth work\nLot 3 will be evaluated last.")).lots
    assert [(each.id, each.title) for each in lots] == [("1", "Craven"), ("2", "Targeted youth work")]


def test_a_contract_without_named_lots_has_none():
    assert tender(document("The contract is not divided into lots.\nBidders may bid for Lot 1 or Lot 2.")).lots == ()
