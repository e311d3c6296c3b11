"""Words that tell who a person is: e-mails, names after titles, births, addresses, links.

Each finder reads a text without disguise, whose digits are 0 to 9, and takes a time in
proportion to its length. It looks first among the words of the text, each once and folded as
`lexicon` gives them, for those without which it finds nothing: most texts hold none.
"""

import re
from collections.abc import Iterator
from itertools import chain

from comens_tui.model.words import Certainty, PersonalKind
from comens_tui.text.lexicon import holds_any
from comens_tui.text.suspects import Suspect, announced, signs, start, suspect

_LIKELY, _CERTAIN = Certainty.LIKELY, Certainty.CERTAIN

# -- e-mail

_AT = (
    r"(?:\s?@\s?|\s?[\[({<]\s?(?:at|arobase|arobas|chez|@)\s?[\])}>]\s?|\s(?:arobase|arobas|AT)\s)"
)
_DOT = r"(?:\s?\.\s?|\s?[\[({]\s?(?:dot|point|\.)\s?[\])}]\s?|\s(?:point|DOT|dot)\s)"
_EMAIL = re.compile(
    r"(?<![\w.+%'-])(?P<local>[\w.+%'-]{1,64})"
    rf"{_AT}(?P<domain>[\w-]{{1,63}}(?:(?:\.|{_DOT})[\w-]{{1,63}}){{0,4}}{_DOT}[^\W\d_]{{2,24}})(?![\w@])"
)
#: What stands among the words of a text with an address.
_AT_WORDS = re.compile(r"[ac](?<![^ \[({<].)(?:(?<=a)(?:t|robase?)|(?<=c)hez)(?![^ \])}>])")
_AT_HINT = re.compile(r"[\[({<]\s?(?:at|arobas|chez)")
_MENTION = re.compile(r"(?<![\w.@/])@[\w.-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
#: Addresses of a function or of a program, not of a person.
_ROLES = frozenset(
    {
        "abuse",
        "accessibilite",
        "accueil",
        "bonjour",
        "cnil",
        "comens",
        "comite",
        "communication",
        "contact",
        "direction",
        "dpd",
        "dpo",
        "ethique",
        "hello",
        "info",
        "infos",
        "ne-pas-repondre",
        "no-reply",
        "noreply",
        "postmaster",
        "presse",
        "reclamation",
        "rgpd",
        "sav",
        "secretariat",
        "securite",
        "service",
        "support",
        "webmaster",
    }
)


def find_emails(text: str, words: str) -> Iterator[Suspect]:
    """Yield e-mail addresses, spelled out ones too; one of a function is only likely."""
    if "@" not in words and not _AT_WORDS.search(words):
        return
    signs_of_one = ("@", " arobas", " AT ")
    if not any(sign in text for sign in signs_of_one) and not _AT_HINT.search(text):
        return
    for found in _EMAIL.finditer(text):
        if found["local"] == "git" and text[found.end() : found.end() + 1] in ":/":
            continue
        role = found["local"].casefold() in _ROLES
        yield suspect(PersonalKind.EMAIL, found, _LIKELY if role else _CERTAIN)
    for found in _MENTION.finditer(text):
        yield suspect(PersonalKind.EMAIL, found, _LIKELY)


# -- names

#: How far before a name the word stands that says it is one.
_INTRODUCTION = 24

_UPPER = "A-ZÀ-ÖØ-ÞŒŸ"
_WORD = rf"[{_UPPER}][\w'’-]{{1,40}}"
_PARTICLE = r"(?:d['’]|de la |de |du |des |da |di |van der |van |von |el |ben |le |la )"
#: What follows the first letter of a title: M., MM., Mme, Mlle, Dr, docteur, Pr, Me, maître.
_TITLE_REST = (
    r"(?:(?<=M)\.|(?<=M)M\.|r\.?|(?<=D)rs|(?<=[Mm])mes?|(?<=[Mm])lles?|(?<=[Mm])onsieur|(?<=[Mm])adame"
    r"|(?<=[Mm])ademoiselle|(?<=M)e|(?<=[Mm])aître|(?<=[Mm])aitre|(?<=[Dd])octeure?|(?<=[Pp])rofesseure?)"
)
#: How it starts, looked at first: most words with such a first letter end there.
_TITLE_NEXT = r"(?=[.Mrml]|e\s|ons|ad|aî|ai|oct|rof)"
_NAME = re.compile(
    rf"{start('MDPmdp')}{_TITLE_NEXT}{_TITLE_REST}\s{{1,3}}(?P<name>(?:[MDPmdp]{_TITLE_REST}\s{{1,2}})?{_PARTICLE}?{_WORD}"
    rf"(?:[ \t\u00a0\u202f]{_PARTICLE}?{_WORD}){{0,3}})"
)
#: A title as it stands among the words of a text: at the end of one.
_TITLE_WORDS = re.compile(
    r"[mdp](?<![^\W_].)(?:r\.?|(?<=m)(?:m?\.|mes?|lles?|e|onsieur|adame|ademoiselle|a[iî]tre)"
    r"|(?<=d)(?:rs|octeure?)|(?<=p)rofesseure?)(?![^ ])"
)
_FUNCTIONS = re.compile(
    r"(?:le |la |l['’]|de |du )?(?:Président|Vice|Ministre|Direct|Maire|Préf|Secrétaire|Rapporteu|"
    r"Commissaire|Défenseu|Garde|Premi|Député|Sénat|Haut|Délégué|Chef|Médecin|Tout|Le\b|La\b|Les\b|"
    r"Conseill|Recteu|Rectrice|Doyen|Juge|Procureu|Bâtonni|Ambassad|Inspect|Contrôleu|X+\b|Y+\b|Z+\b|Untel|"
    r"Tartempion|Il\b|Elle\b|On\b|Et\b|En\b|Un\b|Une\b|Ce\b|Cette\b)"
)
_PERSON = (
    r"(?:patiente?|usag(?:er|ère)|résidente?|aidante?|bénéficiaire|assurée?|mère|père|fils|fille|"
    r"épouse|époux|mari|femme|frère|sœur|soeur|enfant|voisine?|infirmi(?:er|ère)|aide-soignante?)"
)
_NAMED = r"(?:nommée?|prénommée?|dénommée?|appelée?)"
_PERSON_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{_PERSON},?\s(?:{_NAMED}\s)?|{_NAMED}\s|s['’]appel(?:le|ait)\s|je suis\s"
    r"|(?:nom|prénom|patiente?|signé|cordialement)\s?[:,]\s{0,2})\Z",
    re.IGNORECASE,
)
#: Such a word among those of a text: at the end of one, or before a sign that ends it.
_PERSON_WORDS = re.compile(
    rf"(?<![^\W_])(?:{_PERSON}|{_NAMED}|s'appel(?:le|ait)|suis|nom|prénom|signé|cordialement)"
    r"[:,]?(?![^ ])"
)
#: What may stand between that word and the name.
_BETWEEN = " \t\n\u00a0\u202f:,"
#: How that word may end: looked at first, for most words end otherwise.
_PERSON_ENDS = (
    "ent", "ente", "ager", "agère", "dant", "dante", "aire", "uré", "urée", "ère", "ils", "ille",
    "use", "oux", "ari", "mme", "ur", "ant", "isin", "isine", "ier", "mé", "mée", "elé", "elée",
    "elle", "ait", "suis", "om", "gné",
)  # fmt: skip
_CAPITALISED = re.compile(
    rf"[{_UPPER}](?<=[\s(].)[a-zà-öø-ÿœ'’-]{{2,30}}(?:[ \t\u00a0-]{_PARTICLE}?{_WORD}){{0,3}}"
)
#: What follows such a word and is no person.
_NOT_PERSONS = re.compile(
    r"(?:Mon\b|Ma\b|Ameli|Espace|Doctolib|France|Europe|Le\b|La\b|Les\b|Il\b|Elle\b|Ce\b|Cette\b|"
    r"Système|Service|Usager|Patient|Motif|Oui\b|Non\b|Aucun|Anonym|Pseudonym|Test|Exemple|Obligatoire|"
    r"Facultatif|Professionnel|Si\b|Sans\b|Selon|Pour\b|Dans\b|Une?\b|Tous|Toute?)"
)


def find_names(text: str, words: str) -> Iterator[Suspect]:
    """Yield names after titles, and after words for a person; initials alone are nobody's."""
    if _TITLE_WORDS.search(words):
        yield from _titled(text)
    if _PERSON_WORDS.search(words):
        yield from _introduced(text)


def _titled(text: str) -> Iterator[Suspect]:
    for found in _NAME.finditer(text):
        name = found["name"]
        if _FUNCTIONS.match(name):
            continue
        parts = sum(part[:1].isupper() for part in name.split())
        certainty = _CERTAIN if parts > 1 else _LIKELY
        yield suspect(PersonalKind.NAME, found, certainty, "name")._replace(start=found.start())


def _introduced(text: str) -> Iterator[Suspect]:
    for found in _CAPITALISED.finditer(text):
        start = found.start()
        last = text[start - 2 : start - 1]
        if not last.isalpha() and last not in _BETWEEN:
            continue
        before = text[max(0, start - _INTRODUCTION) : start]
        if not before.rstrip(_BETWEEN).lower().endswith(_PERSON_ENDS):
            continue
        if _PERSON_BEFORE.search(before) and not _NOT_PERSONS.match(found[0]):
            yield suspect(PersonalKind.NAME, found, _LIKELY)


# -- births

_MONTH = (
    r"(?:janv(?:ier)?|f[ée]vr(?:ier)?|mars|avril|mai|juin|juil(?:let)?|ao[uû]t|sept(?:embre)?|"
    r"oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)\.?"
)
_DATE = re.compile(
    r"[0-9](?<![^\W_].)(?:(?:[0-9]?|(?<=1)(?i:er))\s{0,2}[\s./\-]\s{0,2}"
    rf"(?:[0-9]{{1,2}}|(?i:(?=[jfmasond]){_MONTH}))"
    r"\s{0,2}[\s./\-]\s{0,2}[0-9]{2,4}|[0-9]{3}-[0-9]{2}-[0-9]{2})(?![0-9])"
)
_BORN_WORD = r"n(?<![^\W_].)[ée]e?(?:\(e\)|[·.-]e)?s?"
_BORN = rf"{_BORN_WORD}\s{{1,3}}"
#: What stands among the words of a text with a birth: one of these pieces, or `né`.
_BIRTH_WORDS = ("naissance", "anniversaire", "ddn", "dob")
_BORN_WORDS = re.compile(rf"{_BORN_WORD}(?![^ ])")
_BORN_ON = re.compile(
    rf"(?:{_BORN}(?:à\s+[\w'’ -]{{1,40}}\s)?(?:le|un|en ce)\s{{1,3}}(?:\w{{5,8}}\s)?"
    r"|(?:date|jour) de (?:la )?naissance[\s:=()\w/]{0,24}?[\s:=]{1,3}"
    r"|naissance\s?(?::|le|du|est le)\s{0,2}|\b(?:DDN|DOB)[\s:=]{1,3}"
    r"|anniversaire (?:le|du)\s)\Z",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[12](?<![^\W_].)(?:(?<=1)9|(?<=2)0)\d\d(?!\d)")
_BORN_IN = re.compile(rf"{_BORN}en\s(?:{_MONTH}\s)?\Z", re.IGNORECASE)
#: What stands, in small letters, before a date after `né`.
_BIRTH_DAYS = tuple(
    re.compile(rf"{word}(?<=\s{word})\s{{1,3}}(?:\w{{5,8}}\s)?[0-9]") for word in ("le", "un", "ce")
)
#: What stands, in small letters, before every such year, and in every such age: a search that
#: starts with plain letters is many times faster.
_IN_YEAR = re.compile(r"en(?<=[ée)sſ\s]\sen)\s(?:\S{3,12}\s)?[12][09]")
_AGED = re.compile(r"ans(?:(?<=[0-9]\sans)|(?<=[0-9]\s\sans))")
_OLD = re.compile(
    rf"(?P<age>{start('91')}(?:(?<=9)\d|(?<=1)[01]\d)\s{{1,2}}ans)[^.!?\n]{{0,60}}?\s(?:à|de|habit\w+|demeur\w+|résid\w+)"
    rf"\s(?:à\s)?[{_UPPER}][\w'’-]{{2,}}"
)


def find_births(text: str, words: str) -> Iterator[Suspect]:
    """Yield dates of birth; a year alone, or an age over 89 with a place, is only likely."""
    is_named = holds_any(words, _BIRTH_WORDS)
    if is_named or _BORN_WORDS.search(words):
        lower = text.lower()
        if is_named or any(days.search(lower) for days in _BIRTH_DAYS):
            for found in _DATE.finditer(text):
                if announced(text, found.start(), _BORN_ON):
                    yield suspect(PersonalKind.BIRTH, found, _CERTAIN)
        if _IN_YEAR.search(lower):
            for found in _YEAR.finditer(text):
                if announced(text, found.start(), _BORN_IN):
                    yield suspect(PersonalKind.BIRTH, found, _LIKELY)
    if _AGED.search(text):
        for found in _OLD.finditer(text):
            yield suspect(PersonalKind.BIRTH, found, _LIKELY, "age")


# -- addresses

_WAY = (
    r"(?:rue|r\.|avenue|av\.?|ave|bd|bld|boulevard|blvd|place|pl\.|impasse|imp\.|allée|chemin|che?\.|"
    r"route|rte|quai|cours|square|passage|lotissement|résidence|hameau|villa|faubourg|fg|sentier|"
    r"esplanade|ruelle|traverse|montée|voie|mail|rond-point)"
)
#: A way among the words of a text: one of them, whole.
_WAY_WORDS = re.compile(rf"(?<![^ ]){_WAY}(?![^ ])")
_STREET = re.compile(
    r"[0-9](?<![0-9.,].)[0-9]{0,3}(?=[,\sA-DQTa-dqt])"
    rf"(?i:(?:\s?(?:bis|ter|quater|[A-D])(?!\w))?,?\s{{1,3}}(?=[abcefhilmpqrstv]){_WAY})\s{{1,3}}"
    r"(?P<way>[^\n,;:.!?()]{2,60}?)(?=$|[\n,;:.!?()]|\s[0-9]{5}(?![0-9]))"
)
_TOWN = re.compile(
    rf"[\s,;–—-]{{0,4}}\d{{2}}[ ]?\d{{3}}\s{{1,3}}[{_UPPER}][\w'’-]{{1,40}}(?:[ -]{_WORD}){{0,4}}"
)


def find_addresses(text: str, words: str) -> Iterator[Suspect]:
    """Yield postal addresses: certain with a post code and a town, else likely."""
    if not _WAY_WORDS.search(words):
        return
    for found in _STREET.finditer(text):
        town = _TOWN.match(text, found.end())
        if town is not None:
            value = signs(text[found.start() : town.end()])
            yield Suspect(PersonalKind.ADDRESS, found.start(), town.end(), _CERTAIN, value)
        elif re.search(rf"(?:^|[\s'’])[{_UPPER}][\w'’-]+", found["way"]):
            yield suspect(PersonalKind.ADDRESS, found, _LIKELY)


# -- links

_URL = re.compile(
    r"[hHwW](?:(?<=[hH])ttps?://|(?<=[wW])ww\.)[^\s<>\"'`|)\]}]{4,2000}", re.IGNORECASE
)
_KEYS = (
    r"(?:access_?token|token|jeton|api_?key|apikey|sig|signature|session(?:_?id)?|sid|phpsessid|"
    r"jsessionid|password|passwd|pwd|mdp|auth|jwt|otp|invite|invitation|user(?:_?id)?|uid|patient(?:_?id)?|"
    r"ipp|ins|nir|e-?mail|mail|nom|prenom|name|tel|phone|ddn|birth(?:date)?|dossier|member|resid|authkey|usp|pli|code)"
)
_QUERY = re.compile(rf"[?&;#]{_KEYS}=(?!$|&)[^&#\s]{{3,}}", re.IGNORECASE)
_USERINFO = re.compile(r"https?://[^/\s:@]{1,64}:[^/\s@]{1,64}@", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_RESOURCE = re.compile(
    r"/(?:patients?|dossiers?(?:-patients?)?|usagers?|users?|utilisateurs?|beneficiaires?|membres?|comptes?|"
    r"accounts?|rdv|rendez-vous|consultations?|teleconsultations?|profile?s?|people|assures?)/"
    r"(?=[^/?#]*\d)[\w.~-]{2,}",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"(?:drive|docs)\.google\.com/.{0,40}/d/|1drv\.ms/|sharepoint\.com/:|dropbox\.com/(?:s|scl)/|we\.tl/|"
    r"wetransfer\.com/downloads|/share[sd]?/[\w-]{6,}|/s/[A-Za-z0-9]{12,}|zoom\.us/j/\d|meet\.google\.com/[a-z]|"
    r"teams\.microsoft\.com/l/meetup|linkedin\.com/in/|facebook\.com/(?:profile|people|[\w.]+$)|"
    r"calendly\.com/\w|doodle\.com/.*poll|framadate\.org/\w{8}",
    re.IGNORECASE,
)
_RANDOM = re.compile(
    r"(?<=/)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[A-Za-z0-9_-]{16,128}(?=$|[/?#])"
)


def find_links(text: str, words: str) -> Iterator[Suspect]:
    """Yield links that lead to one person's page, or that open something by themselves."""
    if not holds_any(words, ("://", "www.")):
        return
    for found in _URL.finditer(text):
        link = found[0].rstrip(".,;:!?")
        end = found.start() + len(link)
        if any(form.search(link) for form in (_QUERY, _USERINFO, _UUID, _RESOURCE)):
            certainty = _CERTAIN
        elif _SHARED.search(link) or _RANDOM.search(link):
            certainty = _LIKELY
        else:
            continue
        yield Suspect(PersonalKind.LINK, found.start(), end, certainty, signs(link))


# -- secrets

#: How the keys of known services start, and what follows.
_SECRET = re.compile(
    r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|glpat-[\w-]{16,}|xox[abp]-[\w-]{10,}|AKIA[0-9A-Z]{16}\b"
    r"|sk-[A-Za-z0-9_-]{20,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{4,})"
    r"|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----"
)
#: How they start, folded.
_SECRET_WORDS = (
    "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "glpat-", "xox", "akia", "sk-", "eyj", "-----begin",
)  # fmt: skip
_ANNOUNCED = re.compile(
    r"\s?(?:(?:est|is|vaut)\s|[:=]\s?)[«\"'“]?\s?"
    r"(?P<value>(?=\S{0,64}\d)(?=\S{0,64}[A-Za-z#@!$%])[^\s«»\"'“”,;]{6,64})",
    re.IGNORECASE,
)
#: Words that announce a password, under the word among them that is looked for first.
_PASSWORD_WORDS = {
    "passe": ("mot de passe",),
    "mdp": ("mdp",),
    "passw": ("password", "passwd"),
    "api": ("api key", "api-key", "api_key", "apikey", "clé d'api", "clé d’api"),
    "jeton": ("jeton",),
    "token": ("token",),
    "secret": ("secret",),
    "pin": ("code pin",),
}


def find_secrets(text: str, words: str) -> Iterator[Suspect]:
    """Yield passwords and keys: certain by their form, likely where words announce them."""
    if holds_any(words, _SECRET_WORDS):
        for found in _SECRET.finditer(text):
            yield suspect(PersonalKind.SECRET, found, _CERTAIN)
    announcing = [some for word, some in _PASSWORD_WORDS.items() if word in words]
    if announcing:
        lower = text.lower()
        for word in chain.from_iterable(announcing):
            yield from _announced_by(word, text, lower)


def _announced_by(word: str, text: str, lower: str) -> Iterator[Suspect]:
    place = lower.find(word)
    while place >= 0:
        end = place + len(word)
        password = _ANNOUNCED.match(text, end)
        if password is not None:
            yield suspect(PersonalKind.SECRET, password, _LIKELY, "value")
        place = lower.find(word, end)
