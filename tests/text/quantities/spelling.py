"""Spell numbers out, for the properties: the other way round from what is tested."""

from __future__ import annotations

FR = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
FR_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
EN_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def french_below_hundred(n):
    if n <= 16:
        return FR[n]
    if n < 20:
        return f"dix-{FR[n - 10]}"
    if n < 70:
        tens, unit = divmod(n, 10)
        if unit == 0:
            return FR_TENS[tens]
        return FR_TENS[tens] + (" et un" if unit == 1 else f"-{FR[unit]}")
    if n < 80:
        return "soixante et onze" if n == 71 else f"soixante-{french_below_hundred(n - 60)}"
    return "quatre-vingts" if n == 80 else f"quatre-vingt-{french_below_hundred(n - 80)}"


def french_below_thousand(n):
    hundreds, rest = divmod(n, 100)
    words = []
    if hundreds:
        plural = "s" if hundreds > 1 and not rest else ""
        words.append("cent" if hundreds == 1 else f"{FR[hundreds]} cent{plural}")
    if rest or not hundreds:
        words.append(french_below_hundred(rest))
    return " ".join(words)


def french(n):
    """Spell a whole number below 10^12 as French books did before 1990."""
    if n < 1000:
        return french_below_thousand(n)
    words = []
    for size, name in ((10**9, "milliard"), (10**6, "million")):
        count, n = divmod(n, size)
        if count:
            words.append(f"{french_below_thousand(count)} {name}{'s' if count > 1 else ''}")
    thousands, n = divmod(n, 1000)
    if thousands:
        count = french_below_thousand(thousands).removesuffix("s") if thousands % 100 in {0, 80} else None
        words.append("mille" if thousands == 1 else f"{count or french_below_thousand(thousands)} mille")
    if n:
        words.append(french_below_thousand(n))
    return " ".join(words)


def french_hyphenated(n):
    """Spell as the 1990 spelling has it, with hyphens throughout."""
    return french(n).replace(" ", "-")


def english_below_thousand(n):
    hundreds, rest = divmod(n, 100)
    words = []
    if hundreds:
        words.append(f"{EN[hundreds]} hundred")
    if rest or not hundreds:
        if rest < 20:
            tail = EN[rest]
        else:
            tens, unit = divmod(rest, 10)
            tail = EN_TENS[tens] + (f"-{EN[unit]}" if unit else "")
        words.append(tail)
    return " and ".join(words)


def english(n):
    """Spell a whole number below 10^12 as British English does."""
    if n < 1000:
        return english_below_thousand(n)
    words = []
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        count, n = divmod(n, size)
        if count:
            words.append(f"{english_below_thousand(count)} {name}")
    if n:
        words.append(f"and {english_below_thousand(n)}" if n < 100 else english_below_thousand(n))
    return " ".join(words)
