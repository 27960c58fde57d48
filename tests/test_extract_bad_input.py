"""Packs that are no plain tender: what they are taken to be, and that nothing is invented for them."""

import pytest
from build_pack import document, tender

from assistant import bid
from assistant.errors import ConsortError

NOVEL = """
# Chapter One
Margaret had not expected the letter. She turned it over twice before she put it down beside the lamp.
"You must open it," said her mother. "You shall not have a moment's peace until you do."
He had written it in March, and she knew his hand at once. She thought of the harbour, and of the grey morning when
he had gone. He was thirty then. She looked at the window and laughed, and her mother looked at her face.
"When will he come?" she asked.
Nobody answered. The clock struck four, and she went to the door, and her hands were cold. He had promised to return
within two years; she had waited seven. It was his father who told her, at last, that the ship was lost.
They were silent a long while. She smiled at her mother, for she thought that somebody should. "I must go to London,"
she said, "and you must let me." She was already putting on her coat. Her mother cried, and whispered something that
she did not hear. Outside the rain had begun, and he was, after all, only one of many.
"""
VITAE = """
# Jane Example
Curriculum vitae
12 Mill Lane, Exampleton. jane@example.org
# Personal profile
An experienced curator who must be busy. I have led teams of up to 12 people and budgets of £250,000.
# Education
2004-2007 BA (Hons) History of Art, University of Example. A levels: English, History, French.
# Employment history
Senior Curator, Example Museum, 2015 to 2024. I was responsible for exhibitions, loans and volunteers.
Assistant Curator, Sample Gallery, 2009 to 2015. I catalogued 4,000 objects and wrote the guide.
# Skills and interests
Languages: French, German. Driving licence. Hobbies: rowing, choral singing.
# Publications
Two articles on Victorian photography.
# References
Referees are available on request.
"""
RECIPE = """
# Leek and potato soup
Serves 4. Ready in 40 minutes.
Ingredients
- 50 g butter
- 3 leeks, chopped
- 1 onion, chopped
- 400 ml vegetable stock
- 1 tsp salt
Method
Melt the butter in a large saucepan and cook the leeks and the onion for ten minutes until soft.
Add the stock. The potatoes must be covered. Simmer for 20 minutes, stir now and then, and whisk until smooth.
You should preheat the oven to 180 degrees and bake the bread while the soup is simmering.
How thick do you like it? Add a little milk in each bowl if it is too thick.
"""
MINUTES = """
# Friends of Example Park
Minutes of the meeting held on 3 March 2027 at 7.00 pm in the village hall
Present: A. Cole (Chair), B. Shah, C. Webb. In attendance: D. Hart. Apologies for absence: E. Lowe.
# Minutes of the last meeting
The minutes were agreed and signed by the Chair.
# Matters arising
The bench must be repaired before the summer. B. Shah shall ask the carpenter. Action point: BS.
# Playground
It was agreed that the swings should be painted. How will this be paid for? It was resolved to hold a raffle.
# Any other business
None. The date of next meeting is 12 April 2027. The meeting closed at 8.40 pm.
"""
ADVERT = """
# Learning Officer
Job description and person specification. Salary £27,500 per annum, pro rata. Hours per week: 30, part-time.
Reports to: Head of Learning. The post is fixed term for two years, with 25 days of annual leave and a pension.
# The role
The post holder will plan and lead workshops for schools. The post holder must have an enhanced DBS check.
You will line manage two assistants. Essential criteria: two years' experience. Desirable criteria: a degree.
# How to apply
Please send your CV and a covering letter of no more than 500 words, saying how you meet the person specification.
Closing date: 14 May 2027 at 12 noon. Interviews will be held on 24 May 2027. Candidates must have the right to work.
"""
ARTIST = """
# Sam Sample, dance artist
Lives and works in Exampleton. Enhanced DBS check, and public liability insurance of £10 million.
# Education
MA Choreography, University of Example, 2016. BA (Hons) Dance, 2012
# Selected commissions
Harbour Steps, commissioned by the County Council, 2022. Budget £40,000. Supplier of workshops to 12 schools.
# Employment history
Dance tutor, Example College, 2016 to present. References available on request.
"""
TRAINING = """
# Invitation to Quote: skills for work
The Council wants a provider of education and training for young adults. Skills, qualifications and languages are taught
in small groups; the objectives are set with each learner, whose achievements and interests are recorded.
The Provider must employ tutors with a degree. Tutors must have the skills to teach languages. CVs and two references of
tutors are to be sent with the quotation. Awards and qualifications are at the choice of the Provider.
"""
PRICES = """
| Item | Colour | Price |
| Apples, 1 kg | green | £2.40 |
| Pears, 1 kg | yellow | £3.10 |
| Plums, 1 kg | blue | £4.00 |
| Quinces, 1 kg | yellow | £5.20 |
"""
LETTER = """
Mill House, Exampleton, 4 March 2027
Dear Mrs Lowe,
Thank you for the lovely flowers and for the cake that you sent to all of us at Easter. The children ate it at once.
You must come and see the garden in June, when the roses will be out. We shall be away for a week in the middle of
the month, but otherwise any day will do. Could you let me know which train you will be on? My brother would be glad to
meet you at the station. He should be back from Norway by then, and has much to tell. I hope that your knee is better.
Yours sincerely,
Anne Webb
"""
NEWS = """
# Council cuts arts budget
The council has voted to cut its arts budget by a third. A spokesman said that the decision was painful. "We must live
within our means," she told the meeting. Campaigners gathered outside the town hall. The museum, which opened in 1904,
will close on Mondays. Tenders for the cafe were invited last year, but no supplier came. Readers can write to us.
"""
OTHERS = {
    "a piece of news": NEWS,
    "a story": NOVEL,
    "a curriculum vitae": VITAE,
    "a recipe": RECIPE,
    "the minutes of a meeting": MINUTES,
    "a job advertisement or description": ADVERT,
    "a table of numbers or prices": PRICES,
    "a letter": LETTER,
}
INVITATION = """
# Westbridge District Council
# Invitation to Tender: Arts on Referral
Tender reference: WDC-PH-0231
Deadline for tenders: 12 noon on 26 February 2027
The Provider must run at least two groups a week.
"""


OFFICE_NOVEL = """
# The Long Submission
By the time Derek opened the tender it was already noon. He had been at the agency eleven years and had won nothing.
"You need to price it," said Moira. "You must not write about yourself."
"The provider must," said Derek. "It says that the provider must."
He laughed in spite of himself, picked up the pen, put it down again, and thought of the sea at Whitby.
Moira sat down beside him. "Tell me how you would do it. The deadline is noon on 4 May."
He wrote for an hour. Outside, a bus went past with its lights on. At ten to four the computer asked him for a password.
"""
ABOUT_A_TENDER = """
14 October 2026
Dear Ms Osei
I am writing about the tender for arts in schools, in which your company took part. We had eleven bids, and the panel
met twice to score them. The contract went to another bidder, whose price was lower.
You asked whether there will be another tender. The council must set its budget first. I hope that you are well.
With kind regards
Helen Marsh
"""
POLICY = """
# Procurement policy
This policy applies to all purchases. Staff must follow it whenever they buy goods or services.
Tenders must be opened by two people. They are scored for quality and price, with weightings agreed in advance.
Suppliers must have suitable insurance. This policy will be reviewed in June 2028.
"""
BOARD = """
# Tidewell Arts Board
Minutes, Tuesday 9 February 2027. Apologies: T. Dean.
The County tender: the deadline is noon on 26 February and we will bid with two partners. It was agreed to sign.
The clerk must obtain three quotations. The contractor should start on 1 June. Next meeting: 13 April.
"""
OWN_WORK = """
# Fable and Fern
Fable and Fern was founded in 2011. Last year we gave 146 shows for two councils. We have worked with an NHS trust.
We hold public liability insurance of £10 million. Our artists have DBS checks. We have won three tenders in two years.
Our turnover was £212,000 in 2025. We supply puppets as well: call us for a quote.
"""
RESULT = """
# Report to Cabinet: youth services
In March Cabinet agreed to tender the service. The tender was published in September and closed on 14 October 2026.
Seven bids were received. Bids were scored for quality (70%) and price (30%). Bidder C had the highest score and the
panel recommended it. The contract was awarded for £412,000 a year. Public liability of £5 million was required.
"""
NOT_BUYING = [OFFICE_NOVEL, ABOUT_A_TENDER, POLICY, BOARD, OWN_WORK, RESULT]


def kinds(found):
    return {each.kind for each in found.flags}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_tender_is_called_what_it_is_and_gives_nothing(name):
    found = tender(document(OTHERS[name], "other"))
    assert found.seems == "not_a_tender"
    (flag,) = found.flags
    assert flag.kind == "not_a_tender"
    assert flag.message.startswith(f"This looks like {name}")
    assert found.questions == found.requirements == found.criteria == found.dates == found.facts == ()
    assert found.value is None


@pytest.mark.parametrize("text", NOT_BUYING)
def test_what_only_speaks_of_tenders_is_none(text):
    found = tender(document(text, "other"))
    assert found.seems == "not_a_tender"
    assert found.requirements == found.dates == found.facts == found.questions == ()


def test_somebody_who_sells_services_has_a_curriculum_vitae_all_the_same():
    found = tender(document(ARTIST, "other"))
    assert found.seems == "not_a_tender"
    assert "a curriculum vitae" in found.flags[0].message
    assert found.facts == ()


def test_a_tender_for_education_is_no_curriculum_vitae():
    found = tender(document(TRAINING))
    assert found.seems == "quotation"
    assert found.requirements


def test_what_is_like_nothing_known_is_still_no_tender():
    found = tender(document("The moon has no air. Its days are long, and its nights are as long and very cold. " * 8))
    assert found.seems == "not_a_tender"
    assert "of buying, bidding or supplying it says nothing" in found.flags[0].message


def test_a_tender_with_a_story_beside_it_is_a_tender():
    found = tender(document(INVITATION), document(NOVEL, "other"))
    assert found.seems == "tender"
    assert found.reference == "WDC-PH-0231"


SHORT_TENDERS = [
    "We are looking for a dance artist to lead ten workshops in care homes. The fee is £250 a day. Please send an "
    "expression of interest of up to one page, and two references, to the arts team by 3 May 2027. The artist must "
    "have public liability insurance of £5 million.",
    "Dear colleague, please quote for the repair of the stage lights in the town hall. Your quote must be with us by "
    "4 June 2027. Yours sincerely, the Town Clerk.",
    "The Provider shall keep the hall clean. The Provider shall report faults within one working day.",
    "Artists must have enhanced DBS checks.",
]


@pytest.mark.parametrize("text", SHORT_TENDERS)
def test_a_short_brief_is_taken_for_what_it_asks(text):
    found = tender(document(text, "specification"))
    assert found.seems == "tender"
    assert "not_a_tender" not in kinds(found)
    assert found.requirements or "quote" in text


FRENCH = """
# Appel d'offres ouvert : programme culturel
Référence : AO-2027-14
La Ville de Lille lance un appel d'offres pour un programme de spectacles dans les quartiers de la ville.
Les candidats doivent remettre leur offre au plus tard le 12 mars 2027 à 12 heures.
Le titulaire doit disposer d'une assurance de responsabilité civile de 1 000 000 euros par sinistre.
Décrivez, en 500 mots au plus, la méthode que vous proposez pour associer les habitants à la programmation.
| Critère | Pondération |
| Valeur technique | 60 % |
| Prix | 40 % |
"""
POLISH = """
# Zaproszenie do składania ofert
Wykonawca jest zobowiązany do przedstawienia oferty nie później niż do 12 marca 2027 r. oraz do jej podpisania.
Oferty należy składać w języku polskim. Zamawiający nie dopuszcza ofert częściowych, które nie są opisane.
"""
RUSSIAN = """
# Приглашение
Исполнитель обязан представить предложение не позднее 12 марта 2027 года и подписать его надлежащим образом.
"""


@pytest.mark.parametrize(("name", "text"), [("French", FRENCH), ("Polish", POLISH), ("Cyrillic letters", RUSSIAN)])
def test_a_pack_in_another_language_is_named_and_nothing_is_guessed(name, text):
    found = tender(document(text))
    (flag,) = found.flags
    assert flag.kind == "another_language"
    assert name in flag.message
    assert "reads English only" in flag.message
    assert flag.ask.endswith("?")
    assert found.questions == found.requirements == found.criteria == found.facts == ()


WELSH = """
# Gwahoddiad i dendro
Rhaid i'r darparwr gael yswiriant atebolrwydd cyhoeddus o £10 miliwn cyn i'r gwasanaeth ddechrau yn y sir.
Disgrifiwch sut y byddwch yn cynnwys pobl ifanc yn y gwaith o gynllunio'r gweithdai ac yn eu gwerthuso.
"""


def test_of_a_pack_in_two_languages_the_english_part_is_read():
    english = f"{INVITATION}\nThe Provider must have public liability insurance of £5 million."
    found = tender(document(f"{english}\n{WELSH}"))
    assert "part_in_another_language" in kinds(found)
    assert "Welsh" in found.flags[0].message
    assert [each.at for each in found.dates] == ["2027-02-26T12:00"]
    assert [each.value for each in found.facts if each.name == "public_liability"] == [5_000_000]
    assert not any("Rhaid" in each.text for each in found.requirements)


def test_a_few_foreign_words_are_no_second_language():
    found = tender(
        document(f"{INVITATION}\nThe show “Il y a des fleurs dans la ville” must tour. " + "It must last. " * 60)
    )
    assert not kinds(found) & {"part_in_another_language", "another_language"}


TEMPLATE = """
# Invitation to Tender: [insert title of contract]
Tender reference: <insert reference>
Issued by «Name_of_Authority» on XX/XX/20XX
Deadline for tenders: DD/MM/YYYY at [insert time]
The contract has a value of £XX,XXX a year and lasts [insert number] months.
The Supplier must deliver {{service_name}} in [insert places].
| Criterion | Weighting |
| Quality | XX% |
| Price | [insert]% |
"""


def test_a_template_that_nobody_has_filled_says_so_and_gives_no_values():
    found = tender(document(TEMPLATE))
    assert found.seems == "template"
    assert "template_unfilled" in kinds(found)
    assert (found.title, found.buyer, found.reference) == ("", "", "")
    assert found.dates == found.criteria == ()
    assert found.value is found.term is None


def test_some_open_places_in_a_tender_are_asked_about():
    text = f"{INVITATION}\nInterviews: [insert date].\nThe venue is [name of venue]. Invoices go to [insert address]."
    found = tender(document(text))
    assert found.seems == "tender"
    (flag,) = (each for each in found.flags if each.kind == "template_unfilled")
    assert len(flag.sources) == 3
    assert "“[insert date]”" in flag.ask


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Name of bidder: [insert name of bidder]. Your answer: [insert your response]. [insert supplier's address]",
            "other",
        ),
        ("[insert name] [insert date] [insert address] [insert sum] The Supplier shall pay.", "response_form"),
    ],
)
def test_places_for_the_bidder_are_no_template(text, kind):
    found = tender(document(INVITATION), document(text, kind))
    assert found.seems == "tender"
    assert "template_unfilled" not in kinds(found)


AMERICAN = """
# Solicitation
This is a solicitation under FAR Part 15. Offerors must submit proposals to the Contracting Officer.
The offeror must be registered in SAM.gov and hold a UEI. The NAICS code is 711110. See Section L and Section M.
"""
SCOTTISH = (
    "The procurement is run under the Public Contracts (Scotland) Regulations 2015. Bidders must complete the SPD."
)


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [(AMERICAN, "foreign_rules", "United States"), (SCOTTISH, "scottish_rules", "Scotland")],
)
def test_other_rules_are_told_once_and_the_pack_is_read(text, kind, says):
    found = tender(document(text), document(text, name="again.docx"))
    (flag,) = (each for each in found.flags if each.kind == kind)
    assert says in flag.message
    assert found.requirements


BOTH_LAWS = """
This is a procurement under the Procurement Act 2023. Suppliers excluded under the Public Contracts Regulations 2015 or
the Public Contracts (Scotland) Regulations 2015 must say so.
"""
ABROAD = (
    "As far as possible the Supplier must insure tours of the United States. Solicitations by visitors are not allowed."
)


@pytest.mark.parametrize("text", [INVITATION, BOTH_LAWS, ABROAD, "The contractor shall meet the contracting officer."])
def test_the_usual_rules_are_not_remarked_on(text):
    assert not kinds(tender(document(text))) & {"foreign_rules", "scottish_rules"}


RFI = """
# Request for Information: youth theatre
This is a soft market test and not an invitation to tender. No contract will be awarded as a result of this exercise.
What would suppliers need to know before they could price this service?
"""
GRANT = """
# Community grants: guidance for applicants
Applicants may ask the fund for a grant of up to £10,000. Your project must benefit local people. The funder will not
pay for costs before the grant is made. Describe your project and who will benefit. Match funding is welcome.
"""
TERMS = """
# Terms and Conditions
1.1 The Supplier shall provide the Services in accordance with this Agreement and its Schedules.
1.2 Either party may terminate this Agreement. The Supplier shall indemnify the Customer against all liability.
"""
QUOTE = """
# Request for Quotation
Brindle Borough Council (“the Council”) invites quotations for a summer festival. Quotations must be sent by 4 May 2027.
"""


@pytest.mark.parametrize(
    ("text", "kind", "seems", "flag"),
    [
        (RFI, "instructions", "market_engagement", "market_engagement"),
        (GRANT, "instructions", "grant", "grant"),
        (TERMS, "contract", "contract_terms", "contract_terms_only"),
        (QUOTE, "instructions", "quotation", None),
        (INVITATION, "instructions", "tender", None),
    ],
)
def test_what_a_pack_calls_itself_is_told(text, kind, seems, flag):
    found = tender(document(text, kind))
    assert found.seems == seems
    assert flag is None or flag in kinds(found)


def test_an_invitation_that_speaks_of_an_earlier_market_test_is_a_tender():
    found = tender(document(f"{INVITATION}\nThe specification was shaped by a soft market test held last year."))
    assert found.seems == "tender"


def test_contract_terms_beside_an_invitation_are_a_tender():
    assert tender(document(INVITATION), document(TERMS, "contract")).seems == "tender"


OTHER = """
# Northmoor NHS Foundation Trust
# Invitation to Tender: Ward cleaning
Tender reference: NNFT/22/018
Deadline for tenders: 5pm on 4 June 2027
"""


def test_two_tenders_in_one_pack_are_told_apart_by_their_files():
    found = tender(
        document(INVITATION, name="a.docx"),
        document("# Specification\nReference: WDC-PH-0231\nThe Provider must open at nine.", "specification", "b.docx"),
        document(OTHER, name="c.docx"),
        document("# Map\nA map of the roads.", "other", "d.docx"),
    )
    (flag,) = (each for each in found.flags if each.kind == "several_tenders")
    assert "due 2027-02-26: a.docx, b.docx" in flag.message
    assert "due 2027-06-04: c.docx" in flag.message
    assert "not clear where d.docx belongs" in flag.message


@pytest.mark.parametrize(
    "second",
    [
        "# Clarifications: Arts on Referral\nTender reference: WDC-PH-0231\nTenders are now due by 5 March 2027.",
        "# Westbridge District Council\n# Lot 2: Dance on Referral\nDeadline for tenders: 12 noon on 26 February 2027",
        "# Specification: Dance for older people\nContract start: 1 June 2027\nThe Provider must open at nine.",
    ],
)
def test_the_documents_of_one_tender_are_not_taken_for_two(second):
    assert "several_tenders" not in kinds(tender(document(INVITATION), document(second, name="second.docx")))


PLAIN_SPECIFICATION = "\n".join(
    f"2.{n} The Provider must keep record {n} of every visit to the hall." for n in range(1, 30)
)
PLAIN_FORM = "| Question | Word limit | Answer |\n" + "\n".join(
    f"| Please describe how you will keep visitors to hall {n} warm. | 300 | |" for n in range(1, 30)
)


FUND_FORM = "\n".join(f"{ask} (250 words)" for ask in ("What will you do?", "Who will benefit?", "When will it end?"))
OPEN_PRICES = "| Item | Unit | Price (£) |\n" + "\n".join(f"| Artist {n} | day | |" for n in range(6))
PARTS = [(FUND_FORM, "other"), (f"# Application form\n{FUND_FORM}", "response_form"), (OPEN_PRICES, "pricing")]


@pytest.mark.parametrize(("text", "kind"), PARTS)
def test_a_form_alone_is_something_to_answer(text, kind):
    found = tender(document(text, kind))
    assert found.seems == "tender"
    assert "not_a_tender" not in kinds(found)
    assert len(found.questions) == text.count("?")


STORY = "Il mercato era già pieno di gente e i bambini correvano tra i banchi della frutta per la strada con mio nonno."


@pytest.mark.parametrize(("text", "seems"), [(STORY, "not_a_tender"), (FRENCH, "tender"), (RUSSIAN, "tender")])
def test_a_text_in_another_language_is_a_tender_where_its_words_for_one_stand_in_it(text, seems):
    found = tender(document(text))
    assert found.seems == seems
    assert kinds(found) == {"another_language"}


@pytest.mark.parametrize(("text", "kind"), [(PLAIN_SPECIFICATION, "specification"), (PLAIN_FORM, "response_form")])
def test_a_document_that_only_binds_or_only_asks_is_part_of_a_tender(text, kind):
    found = tender(document(text, kind))
    assert found.seems == "tender"
    assert len(found.questions or found.requirements) == 29


@pytest.mark.parametrize(("text", "says"), [(RECIPE, "this looks like a recipe"), (FRENCH, "the pack is in French")])
def test_who_asks_for_a_proposal_for_no_tender_is_told_what_it_seems_to_be(tmp_path, text, says):
    path = tmp_path / "given.md"
    path.write_text(text, "utf-8")
    with pytest.raises(ConsortError, match=f"^This pack asks for nothing: {says}"):
        bid.read_askings([path], lambda _: None)


FRIENDLY = """
# Who we are
We are a charity. Our vision is a town that sings; our values are warmth and care. About us: we have run choirs for ten
years, and our members are our story. We work with schools and we believe that everybody can sing.
# What we need
We are looking for somebody to lead a new choir for people who live with dementia, and for those who care for them.
You will plan and lead 30 sessions. You must have an enhanced DBS check. The fee is £6,000 in all.
# How to apply
Tell us in two pages how you would do it. Please send it to us by 4 May 2027. We will choose by 20 May 2027.
"""


WARDS = """
# Storytelling in our wards
The hospital charity would love to bring stories to children who stay with us. You would visit three wards on Mondays.
You need to be good with poorly children, know infection rules, and hold an enhanced DBS. We have £9,000.
Write to Meg with a page about you, what you would charge and who can vouch for you, by 12 May 2027.
"""
MURAL = """
# Mural: station underpass
Size: 14 m by 3 m. Theme: the river. Start: July 2027. Finish: before the carnival.
The artist will run two workshops with the youth club and make a design that is agreed with the residents.
The artist must have a risk assessment, training for work at height and cover for £5 million.
Money: £7,500 all in. Send sketches to the parish clerk. Closing: 30 April 2027.
"""
WALKS = """
# Wellbeing walks: service specification
2.1 Walks are held every week in each of five districts, all year round, and Public Health pays for them.
2.2 At least 60% of walkers must live in the two most deprived wards.
2.3 Walk leaders should hold first aid certificates and must be trained in safeguarding adults.
2.4 Attendance is recorded and sent each quarter. 70% report better well-being after 12 weeks.
"""


CRAFT = """
The library needs someone to run a craft club on Saturdays from 4 September 2027, for about fifteen children.
There is £3,000, which has to cover materials. The leader must have an enhanced DBS check.
Interested? Drop me a line saying what you would do each week, who would be there and what checks they have.
"""
ROPEWALK = """
# The Ropewalk Project
In 1911 four hundred people worked here. They were spinners and carters, and they lived behind it. It closed in 1964.
It was a store, then a garage, and in 2019 it was bought by the town. Last year 200 people told us what they remembered.
We are looking for a playwright to make a play of it. The play must be performed in June 2028. The fee is £14,000.
Please write to us by 1 October 2027 with two pages on how you would begin.
"""
TRANSPORT = """
# Appendix A
1.1 Members are collected from home between 9 and 10 am and taken back between 3 and 4 pm, Monday to Friday.
1.2 Vehicles have a tail lift. Drivers have an enhanced DBS check.
1.3 The operator must not leave a member unattended.
1.4 A log of each journey is kept, and late arrivals are reported on the same day.
"""
ABOUT_US = """
# Website for the Kettle Theatre
# Who we are
We are a theatre run by volunteers. Last year we gave 90 shows. We have 9,000 visitors, and our members are our story.
# What to send
A proposal with your approach, team and price. The site must meet WCAG 2.2 AA. Proposals by noon on 17 September 2027.
"""


@pytest.mark.parametrize("text", [FRIENDLY, WARDS, MURAL, WALKS, CRAFT, ROPEWALK, TRANSPORT, ABOUT_US])
def test_a_friendly_call_is_taken_for_what_it_asks(text):
    found = tender(document(text, "specification"))
    assert found.seems == "tender"
    assert found.requirements or found.facts
