"""Words the drafter knows, as data: verbs, openings, and the signs of a sentence that should not be quoted."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BASE_VERBS = _set(
    """
    accept achieve act add adapt advise aim allow answer apply arrange ask assess attend award balance bring build
    buy call care carry carries check choose chair coach collaborate collect come commission commit complete
    connect consult contact contribute coordinate co-ordinate cover create curate dance deliver design develop
    direct discuss document draw drive edit employ enable encourage engage ensure evaluate facilitate feed film
    find follow fund gather get give go grow guide hand have help hire hold host identify improve include inform
    introduce invite involve join keep know lead learn lend listen live look make manage map match measure meet
    mentor monitor move need offer open operate organise own paint partner pay perform plan play prepare present
    produce programme provide publish raise reach receive record recruit refer reflect rehearse reply report
    represent review run screen see sell send serve share shape show sing sit specialise speak stage start stay
    supervise supply support take talk teach tell test think track train travel treat try understand update use
    visit volunteer walk want welcome win work write
    """
)
PASTS = _set(
    """
    led ran taught made wrote held won built took gave grew began brought spent saw met kept got found came became
    went sat sent sold paid told thought knew left felt drew drove chose spoke sang stood understood had did was
    were been done said showed bought caught fed lent sought
    """
)
SAME_IN_PAST = _set("read set put cut let cost hit shut spread bet")
AUXILIARIES = _set("is are was were am has have had do does did can could will would may might must shall should")
MODALS = _set("can could will would may might must shall should did had")
ADVERBS = _set(
    """
    also now currently usually always often only still then regularly previously recently first already personally
    never mostly normally generally typically since later both jointly
    """
)
LEANING = re.compile(
    r"^((one|two|three|four|five|six|seven|eight|nine|ten|half|most|some|all|none|each|every one|\d+) of "
    r"(the (two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)\b|these|those|them|us\b)|"
    r"this|that|these|those|it|its|they|their|them|he|she|his|her|such|both|also|but|and|so|or|"
    r"however|therefore|"
    r"as a result|in addition|here|there|then|another|others?|the same|neither|either|most of (these|them)|"
    r"all of (these|them)|the (former|latter)|for (this|that|these)|in (this|that|these)|with (this|that|these)|"
    r"(in|since|by|from|at|on|for) [^,;.]{2,24},? (this|that|these|those|it|they) "
    r"(is|was|were|are|had|has|came|went|did)|"
    r"\d[\d,]* (were|was|are|came|had|went|went on|said|of them)|"
    r"from (this|that|these)|at (this|that|these)|because of (this|that)|half of them)\b",
    re.IGNORECASE,
)
POINTING = re.compile(
    r"\b(this|these|that|those) (work|programme|project|group|sessions?|figures?|numbers?|results?|service|place|way|"
    r"contract|grant|year)\b",
    re.IGNORECASE,
)
PUFF = re.compile(
    r"\b(passionate|passion|leading|unique|uniquely|excellent|excellence|outstanding|best|world[- ]class|robust|"
    r"dedicated|exceptional|proud|pride|believe|bespoke|innovative|cutting[- ]edge|ideally placed|well placed|"
    r"second to none|unrivalled|committed to|love|thrilled|delighted|vibrant|extensive|wealth of|"
    r"(we|i) (will|would|shall|hope|plan|intend|aim|want|could|can)|looking forward|look forward)\b",
    re.IGNORECASE,
)
ADMISSION = re.compile(
    r"\b((we|i|our|us) (\w+ )?(do|does|did|have|has|are|am|is|can|could|would|were|was) (not|never|no)\b|"
    r"(we|i) (cannot|lack|never)|(don|doesn|haven|hasn|aren|isn|can|couldn|wouldn|won|didn)['’]t|not yet|yet to|"
    r"no (direct |previous |prior )?(experience|policy|track record|work with|staff|insurance)|unable to|nor do|"
    r"(have|has) no|does not (hold|have|work|run|offer|employ|carry|provide|deliver)|expired?s?|lapsed|"
    r"fixing (that|this)|"
    r"(another|other|rival|separate) (bid|tender|consortium)|too small)\b",
    re.IGNORECASE,
)
WISH = re.compile(
    r"\b(willing|happy|glad|prefer|prefers|preferred|reluctant)\b.*\b(lead|led|join|take part|bid)\b|"
    r"\b(we|i|they|trustees) (?:\w+ )?(would|will|do|could|shall|must|should) (?:not )?(?:\w+ )?"
    r"(want|wish|like|prefer|ask|need|lead)\b|"
    r"\bwe ask (for|that|to)\b|\b(i|we) ask the\b|\b(my|our) (rate|fee|terms|price)s?\b|\bI charge\b|\b£\d+ a day\b",
    re.IGNORECASE,
)
OFFER = re.compile(
    r"\b(give|gives|given|offer|offers|offered|promise|allocate|allocated|have|has|available)\b[^.;]{0,40}\bdays\b|"
    r"\bdays (a|per|each|in each|free)\b[^.;]{0,30}\b(available|offered|year)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(are|am|is|['’]re|['’]m) (the|an?) [^.;]{0,40}\b(charity|trust|company|organisation|enterprise|practitioner|"
    r"collective|partnership|theatre|centre)\b|\b(my|her|his|our|their) (doctorate|degree|career|background)\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"\b(income|turnover|reserves|earned|earns?)\b.*£|£.*\b(income|turnover|reserves)\b|"
    r"\b(public liability|employers['’]? liability|professional indemnity)\b|\binsurances?\b|\binsured\b",
    re.IGNORECASE,
)
CHATTY = re.compile(
    r"\b(who|it|that|there|what|he|she|here|nobody|everyone|someone|let)['’]s\b|[!…]|"
    r"\b(do|does|did),|\bmore than is\b|"
    r"\b(my (mother|nan|mum|dad)|me laugh|funny|honestly|frankly|surprise[sd]?|magic|trust us)\b",
    re.IGNORECASE,
)
SHARE = re.compile(r"%|\bper ?cent\b|\bpercentage\b")
LABEL = re.compile(r"^(?:[^\s.;:]+ ){0,3}[^\s.;:]+: ")
REVIEWED = re.compile(r"\bpolic(y|ies)\b[^.;]{0,60}\b(reviewed|updated|adopted)\b", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"(@|https?:|www\.|\b0\d{2,4}[ -]?\d{3}|\b(please|see (also|our|the|page|section|below|above|appendix)|"
    r"appendix|as above|below:|attached|contact us|this statement|this profile|click)\b)",
    re.IGNORECASE,
)
ABBREVIATIONS = _set(
    "mr mrs ms dr st prof rev hon no nos vol approx inc ltd co e.g i.e eg ie etc vs fig p pp para ch cllr"
)
PLURALS = _set("we i they you who which that people children women men everyone")
DOUBLE_PASTS = _set("kept held made told built taught sent sold bought paid caught fed lent found won led met")
PREPOSITIONS = _set("by for from to with at in on as of under through")
BEFORE_NOUNS = _set("the a an our their its his her my of in for with to by each weekly new all three two")
NOT_FINITE = _set(
    "need mixed skilled united aged based named called entitled registered qualified hundred indeed speed"
)
OWN_VERBS = _set("run provide offer deliver support identify carry hold host teach organise bring recruit train coach")
STOP = _set(
    """
    a about across after all an and any are as at be been before by can do each for from had has have how if in
    into is it its least may more must new not of on one or our out over own per provider shall should so some
    such than that the their them they this those through to under up use was we were what when where which who
    will with within you your one two three four five six seven eight
    nine ten eleven twelve include included including describe explain state give provide set section specification
    """
)
ENDINGS = (
    "ships", "ship", "isation", "isions", "ision", "ations", "ation", "ising", "ised", "ise", "ings", "ing", "ies",
    "ments", "ment",
    "ions", "ion", "ors", "or", "ers", "er", "ed", "es", "s", "y", "e",
)  # fmt: skip


def finite(text: str) -> bool:
    """Whether a sentence has a finite verb, as far as plain words can tell."""
    tokens = [*re.findall(r"[a-z0-9][a-z0-9'’-]*|[,;:]", text.lower()), ""]
    return any(
        _verb_like(token, before) and not _participle(before, token, after)
        for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _participle(before: str, token: str, after: str) -> bool:
    """Whether `kept` in `places kept for carers` says what was done to something rather than what somebody did."""
    return token in DOUBLE_PASTS and after in PREPOSITIONS and before not in PLURALS


def _verb_like(token: str, before: str) -> bool:
    """Whether a word after another one may be a finite verb: `we run` and `it was`, not `to run` and `people aged`."""
    if token in AUXILIARIES or token in PASTS or re.search(r"[a-z]['’](ve|re|ll|m)$", before):
        return True
    if token in BASE_VERBS or token in SAME_IN_PAST:
        return before in PLURALS or before in ADVERBS or (before.endswith("s") and not before.endswith("ss"))
    if token.endswith("s") and (token[:-1] in BASE_VERBS or (token.endswith("es") and token[:-2] in BASE_VERBS)):
        return before not in BEFORE_NOUNS
    return token.endswith("ed") and len(token) > 4 and token not in NOT_FINITE and before not in (",", ";", ":")


def stems(text: str) -> frozenset[str]:
    """Return the bare forms of the words that carry meaning."""
    found = (token for token in re.findall(r"[a-z0-9£%]+", text.lower()) if token not in STOP and len(token) > 1)
    return frozenset(_stem(_stem(token)) for token in found)


def _stem(token: str) -> str:
    for ending in ENDINGS:
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            return token[: -len(ending)]
    return token


GENERAL = stems(
    """
    aged agree agreed agreement aim area arrangement base borough city client come commissioner contract council
    county customer day different district everybody first give have hold make many member month most need number
    offer organisation part people period person place plan point programme project provide provision public reach
    result role run second service session set start support take team thing time total type way week whole work
    worker year young
    """
)
