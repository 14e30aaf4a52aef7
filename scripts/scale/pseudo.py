"""Made-up words in the letters of each official language of the European Union, for translations that mean nothing."""

import hashlib
import re
from functools import cache

# English first, since records are written in it; then those that try a generator hardest, so that few are enough.
LOCALES = (
    "en", "el", "bg", "mt", "ga", "lv", "lt", "sl", "et", "hu", "hr", "cs",
    "pl", "sk", "ro", "fi", "pt", "da", "sv", "de", "fr", "es", "it", "nl",
)  # fmt: skip

# What syllables are made of: consonants and vowels that the language has, its own letters among them.
_LETTERS = {
    "bg": ("б в г д ж з к л м н п р с т ф х ц ч ш щ", "а е и о у ъ ю я"),
    "cs": ("b c č d ď h ch j k l m n ň p r ř s š t ť v z ž", "a á e é ě i í o u ů y ý"),
    "da": ("b d f g h j k l m n p r s t v", "a e i o u y æ ø å"),
    "de": ("b ch d f g h k l m n p r s sch ß t w z", "a e i o u ä ö ü ei"),
    "el": ("β γ δ ζ θ κ λ μ ν ξ π ρ σ τ φ χ ψ", "α ά ε έ η ή ι ί ο ό υ ύ ω ώ"),
    "es": ("b c d f g h l ll m n ñ p qu r s t v z", "a á e é i í o ó u ú"),
    "et": ("b d g h j k l m n p r s š t v ž", "a e i o u õ ä ö ü"),
    "fi": ("h j k kk l m n p r s t tt v", "a aa e i o u y ä ö"),
    "fr": ("b c ç d f g j l m n p qu r s t v", "a à e é è ê i î o ô u ù eau œ"),
    "ga": ("b bh c ch d f g l m mh n p r s t th", "a á e é i í o ó u ú"),
    "hr": ("b c č ć d dž đ g h j k l lj m n nj p r s š t v z ž", "a e i o u"),
    "hu": ("b cs d f g gy h k l ly m n ny p r s sz t ty v z zs", "a á e é i í o ó ö ő u ú ü ű"),
    "it": ("b c ch d f g gl gn l m n p r s t v z", "a à e è i ì o ò u ù"),
    "lt": ("b c č d g j k l m n p r s š t v z ž", "a ą e ę ė i į y o u ų ū"),
    "lv": ("b c č d g ģ j k ķ l ļ m n ņ p r s š t v z ž", "a ā e ē i ī o u ū"),
    "mt": ("b ċ d f ġ għ h ħ j k l m n p q r s t w x ż z", "a e i ie o u à"),
    "nl": ("b d g h k l m n p r s sch t v w z", "a aa e ee i ij o oo u ë"),
    "pl": ("b c ć cz d dz g h j k l ł m n ń p r rz s ś sz t w z ź ż", "a ą e ę i o ó u y"),
    "pt": ("b c ç d f g lh l m n nh p r s t v", "a á â ã e é ê i í o ó ô õ u ú"),
    "ro": ("b c d f g h j l m n p r s ș t ț v z", "a ă â e i î o u"),
    "sk": ("b c č d ď dz h ch k l ľ ĺ m n ň p r ŕ s š t ť v z ž", "a á ä e é i í o ó ô u ú y ý"),
    "sl": ("b c č d g h j k l m n p r s š t v z ž", "a e i o u"),
    "sv": ("b d f g h j k l m n p r s sk t v", "a e i o u y å ä ö"),
}
# Kept in every language, so that each text says what it is.
MARK = "invented"
# What a translation must carry over as it stands: placeholders, targets of links, addresses, code.
_KEPT = re.compile(r"\{[^}]*\}|%\([a-z_]+\)s|\]\([^)]*\)|https?://\S+|`[^`]*`|([^\W\d_]+)")


def pseudo(text: str, locale: str) -> str:
    """Return a text in which each word is made up in a language's letters; the same word is the same every time."""
    if locale == "en":
        return text

    def said(match: re.Match[str]) -> str:
        word = match[1]
        if not word or word.lower() == MARK:
            return match[0]
        made = _word(word.lower(), locale)
        return made[:1].upper() + made[1:] if word[0].isupper() else made

    return _KEPT.sub(said, text)


@cache
def _word(word: str, locale: str) -> str:
    """Return a made-up word, a little longer than the English one, as translations are."""
    consonants, vowels = (letters.split() for letters in _LETTERS[locale])
    number = int.from_bytes(hashlib.sha256(f"{locale} {word}".encode()).digest(), "big")
    made = ""
    while len(made) < len(word) * 1.15:
        number, consonant = divmod(number, len(consonants))
        number, vowel = divmod(number, len(vowels))
        made += consonants[consonant] + vowels[vowel]
    number, last = divmod(number, 3)
    return made if last else made + consonants[number % len(consonants)]
