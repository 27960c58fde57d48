import pytest
from build_pack import document, labelled, pack

from assistant.extract.contract.lots import find_lots
from assistant.extract.contract.money import amounts, find_value, vat_of
from assistant.extract.contract.term import find_term
from assistant.extract.dates.timetable import find_dates
from assistant.extract.text.layout import lay_out


def layout(text):
    given = pack(document(text))
    return lay_out(given, labelled(given))


def value_of(text):
    return find_value(layout(text))


def term_of(text):
    return find_term(layout(text), find_dates(layout(text)))


def lots_of(text):
    return find_lots(layout(text))


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
        ("£64,500 in all, VAT included", "included"),
        ("£30,000 + VAT", "excluded"),
        ("£30,000. VAT is payable in addition.", "excluded"),
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
        ("Budget. Up to £12,000, including VAT and travel.", (12_000, 12_000, "included", "total")),
        ("The maximum budget is £35,000 including VAT.", (35_000, 35_000, "included", "total")),
        ("The budget is £50,000.\nAll figures exclude VAT.", (50_000, 50_000, "excluded", "total")),
        ("We have set aside £30,000 for this. It does not include VAT.", (30_000, 30_000, "excluded", "total")),
        ("There is £18,500 for each year, which has to cover everything.", (18_500, 18_500, "unknown", "year")),
        ("# 5. Contract value\n£90,000 per annum", (90_000, 90_000, "unknown", "year")),
        ("Estimated value\n£600,000 excluding VAT\n£720,000 including VAT", (600_000, 600_000, "excluded", "total")),
        ("The contract is worth one hundred thousand pounds.", (100_000, 100_000, "unknown", "total")),
        (
            "Our budget is one hundred and twenty-five thousand pounds, exclusive of VAT.",
            (125_000, 125_000, "excluded", "total"),
        ),
        ("We have between £35k and £40k for it all. It includes VAT.", (35_000, 40_000, "included", "total")),
        ("The not-to-exceed amount is £165,000 per year.", (165_000, 165_000, "unknown", "year")),
        (
            "The Board has £52,000 a year for one and £18,000 a year for the other, £70,000 a year in total.",
            (70_000, 70_000, "unknown", "year"),
        ),
        (
            "As the value is under £30,000 we ask three suppliers to quote. The most we can pay is £27,500.",
            (27_500, 27_500, "unknown", "total"),
        ),
        ("Quotations above £24,000 will be set aside unread.", (24_000, 24_000, "unknown", "total")),
        ("| Contract value | Term |\n| £98,000 | 3 years |", (98_000, 98_000, "unknown", "total")),
        ("A maximum of £25,000 inclusive of VAT and all expenses is available.", (25_000, 25_000, "included", "total")),
        (
            "| Lot | Value |\n| 1 | £30,000 |\n| 2 | £20,000 |\n| Total | £50,000 |",
            (50_000, 50_000, "unknown", "total"),
        ),
    ],
)
def test_the_value_of_the_contract_is_found(text, value):
    found = value_of(text)
    assert (found.low, found.high, found.vat, found.per) == value


@pytest.mark.parametrize(
    "text",
    [
        "Public liability insurance of at least £5 million is required.",
        "Bidders must have an annual turnover of £300,000.",
        "The lead must have managed at least one contract of £50,000 or more.",
        "No adjustment to the contract price is made below £2,500.",
        "Payment of £45 per session",
        "As the value is under £30,000 there is no notice.",
        "The last contract was worth £90,000. Its budget was £85,000.",
        "The Trust's annual budget for culture is £4m.",
        "Give one example of a contract with a value of £100,000 or more.",
        "A grant contribution of £15,000 is included in the budget.",
        "Service credits have a ceiling of £5,000.",
        "The value of this lot is £50,000.",
        "# Lot 2: Southern shore\nThe total budget is £50,000.",
    ],
)
def test_other_money_is_no_value(text):
    assert value_of(text) is None


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
        ("The contract is for forty-eight months.", 48, 0),
        ("The contract term is three and a half years.", 42, 0),
        ("It is for one year and there is no extension.", 12, 0),
        ("A contract of three (3) years with two (2) options to renew of one (1) year each.", 36, 24),
        ("The service will be commissioned for two years, renewable for a further two.", 24, 24),
        ("The contract runs from 1 April 2027 to 31 March 2030 with an extension to 31 March 2031.", 36, 12),
        ("The contract runs from 1 April 2027 to 31 March 2030. It may be extended to 31 March 2031.", 36, 12),
        ("| Contract term | 3 years |\n| Extension | up to 2 x 1 year |", 36, 24),
        ("The contract will start on 1 July 2026.\nThe contract will end on 30 June 2028.", 24, 0),
        ("Term: 2+1+1 years", 24, 24),
        ("The initial term is 8 years with an extension of a further 1 + 1.", 96, 24),
        ("The Contract is for two years, with options to extend for one year plus one year.", 24, 24),
        ("The contract is for an initial period of 2 years and 9 months.", 33, 0),
        ("The initial period is 12 months, extended annually to a maximum term of three years.", 12, 24),
        ("The initial term is 36 months.\nThe maximum term, including extensions, is 60 months.", 36, 24),
        ("The contract is for up to four years in total: two years initially.", 24, 0),
        ("The contract period is 24 months. The Council may extend it by one year.", 24, 12),
        ("The contract is for three years, subject to annual reviews.", 36, 0),
        ("| Length of contract | Possible extension |\n| 3 years | 2 years |", 36, 24),
        ("Possible extension(s): 2 x 1 year\nContract length: 24 months", 24, 24),
        ("| Start date | 1 June 2026 |\n| End date | 31 May 2028 |\n| Extension options | 1 + 1 years |", 24, 24),
        ("A contract for the period 1 May 2026 to 31 March 2029 is offered.", 35, 0),
    ],
)
def test_the_term_and_what_it_may_be_extended_by_are_found(text, months, extension):
    term = term_of(text)
    assert (term.months, term.extension_months) == (months, extension)


@pytest.mark.parametrize(
    "text",
    [
        "Insurance must be kept for six years after the contract ends.",
        "Accounts for the last two financial years are required.",
        "The plan is reviewed every six months throughout the contract period.",
        "At least three years' experience of similar work is required.",
        "Tenders must stay open for 90 days.",
        "The whole contract, including all extensions, runs for a maximum term of six years.",
        "A contract for one sweeper with a driver for 52 weeks per year.",
        "Start date: April 2026\nEnd date: March 2028",
        "The contract is for a service that costs £20,000 a year.",
        "The contract is for dances four times a year.",
        "The contract has a value of £XX,XXX a year and lasts [insert number] months.",
    ],
)
def test_another_length_of_time_is_no_term(text):
    assert term_of(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "# Lot 1 - Craven\n# Lot 2: Targeted youth work\nLot 3 comes last.",
            {"1": "Craven", "2": "Targeted youth work"},
        ),
        ("Lot A (Hillside)\nLot B (Harbour)", {"A": "Hillside", "B": "Harbour"}),
        (
            "There are three lots: Lot 1 (Music), Lot 2 (Dance) and Lot 3 (Theatre).",
            {"1": "Music", "2": "Dance", "3": "Theatre"},
        ),
        ("It is split into Lot One – Elders and Lot Two – Carers.", {"1": "Elders", "2": "Carers"}),
        (
            "Lot 1 Upper valley; Lot 2 Lower valley; and Lot 3 Coast.",
            {"1": "Upper valley", "2": "Lower valley", "3": "Coast"},
        ),
        (
            "Lot 1 is for work in schools, and Lot 2 is for work in care homes.",
            {"1": "work in schools", "2": "work in care homes"},
        ),
        ("Lot 4: partner (see Schedule 2)\nLot 5: evaluator", {"4": "partner", "5": "evaluator"}),
        ("Geographical lots: East, West and Coastal", {"East": "East", "West": "West", "Coastal": "Coastal"}),
    ],
)
def test_lots_are_those_named_with_a_title(text, found):
    assert {each.id: each.title for each in lots_of(text)} == found


@pytest.mark.parametrize(
    "text",
    [
        "The contract is not divided into lots.\nBidders may bid for Lot 1 or Lot 2.",
        "The contract is divided into four lots.",
        "This is a further competition under Lot 3 of the framework.\nLot 1: Craven",
        "Lot 1 is reserved for charities. Lot 2 will be evaluated last.",
        "Lot 1: £37,500; Lot 2: £40,000",
    ],
)
def test_a_contract_without_named_lots_has_none(text):
    assert lots_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "| Lot | Area | Annual value (ex VAT) |\n| 1 | North | £20,000 |\n| 2 | South | £25,000 |",
        "Lot 1: North (£20,000 a year excluding VAT)\nLot 2: South (£25,000 a year excluding VAT)",
        "# Lot 1: North\nAnnual budget: £20,000.\n# Lot 2: South\nAnnual budget: £25,000.\nAll figures exclude VAT.",
        "Lot 1: North\nLot 2: South\nThe value, without VAT, of Lot 1 is £20,000 a year and of Lot 2 £25,000 a year.",
    ],
)
def test_a_lot_has_the_value_that_is_given_for_it(text):
    found = [(each.value.high, each.value.per, each.value.vat) for each in lots_of(text)]
    assert found == [(20_000, "year", "excluded"), (25_000, "year", "excluded")]


def test_turnover_that_a_lot_asks_for_is_not_its_value():
    text = "Lot 1: North\nLot 2: South\nA turnover of £80,000 is asked for Lot 1 and of £90,000 for Lot 2."
    assert [each.value for each in lots_of(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In total £1.2 million is on offer, net of VAT.", (1200000, 1200000, "excluded", "total")),
        (
            "Orders will come to somewhere between £300,000 and £450,000 (excl VAT).",
            (300000, 450000, "excluded", "total"),
        ),
        (
            "There is £80,000 to spend; we will look at anything between £70,000 and £88,000.",
            (70000, 88000, "unknown", "total"),
        ),
        ("| How much | Up to £40,000 a school year, plus VAT |", (40000, 40000, "excluded", "year")),
        ("The contract is worth half a million pounds.", (500000, 500000, "unknown", "total")),
        ("The budget is one and a half million pounds.", (1500000, 1500000, "unknown", "total")),
        (
            "The Fund has given out £2.1 million in 128 grants. The price must not exceed £25,000 with VAT.",
            (25000, 25000, "included", "total"),
        ),
    ],
)
def test_the_value_is_found_in_plain_speech(text, value):
    found = value_of(text)
    assert (found.low, found.high, found.vat, found.per) == value


@pytest.mark.parametrize(
    "text",
    ["Artists shall have a fee of not less than £4,200 paid by the Contractor.", "The Fund gave grants of £3.4m."],
)
def test_what_is_paid_to_others_is_no_value(text):
    assert value_of(text) is None


@pytest.mark.parametrize(
    ("text", "months", "extension"),
    [
        ("| How much | £40,000 plus VAT |\n| How long | 24 months (Sept 2026 to Aug 2028) + 12 + 12 |", 24, 24),
        ("The period of contract is three (3) years with an option to renew for two (2) further years.", 36, 24),
        ("It will run for two academic years and may be extended by one academic year.", 24, 12),
        ("Contracts will be for two years. We may extend each of them by one year.", 24, 12),
        ("The agreement lasts for 18 months. There is a possibility of 6 further months.", 18, 6),
    ],
)
def test_the_term_is_found_in_plain_speech(text, months, extension):
    found = term_of(text)
    assert (found.months, found.extension_months) == (months, extension)


def test_lots_may_each_have_a_sentence_of_their_own():
    found = lots_of("There are two lots. Lot 1 is Music and singing. Lot 2 is Dance for older people.")
    assert [(each.id, each.title) for each in found] == [("1", "Music and singing"), ("2", "Dance for older people")]
    assert not lots_of("Lot 1 is open to small firms. Lot 2 is not.")
