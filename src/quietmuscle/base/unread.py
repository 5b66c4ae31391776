"""What pydantic could not read, in our own words: where it is, and what belongs there.

The library speaks English only, and to programmers. Its kinds of faults are
mapped to clauses of the catalogue that say what to give instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quietmuscle.base.text import Message
from quietmuscle.base.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

LONGEST_PLACE = 60
LONGEST_CHOICE = 200

_ELSE = _("this is not what belongs here; please check it")
_DATE = _("please give a date that exists, written as 2026-11-20")
_INSTANT = _("please give a time with its offset, written as 2026-11-20T14:03:00Z")
_WHOLE = _("please give a whole number, such as 3")
_NUMBER = _("please give a number, such as 2.5")
_LIST = _("please give a list, in square brackets")
_OBJECT = _("please give an object with its fields, in braces")
_CHOICE = _("please give one of these: {values}")
_MISSING = _("this is missing; please add it")
_UNKNOWN = _("there is no such field; please check its spelling or leave it out")
_NO_JSON = _("it is not whole JSON; please send it again")
_TOO_DEEP = _("it is nested too deeply; please check it")
_TOO_LONG_LIST = _("please give at most {max_length} of these")
_TOO_SHORT_LIST = _("please give at least {min_length} of these")

_CLAUSES = {
    "missing": _MISSING,
    "missing_argument": _MISSING,
    "missing_keyword_only_argument": _MISSING,
    "missing_positional_only_argument": _MISSING,
    "extra_forbidden": _UNKNOWN,
    "unexpected_keyword_argument": _UNKNOWN,
    "json_invalid": _NO_JSON,
    "json_type": _NO_JSON,
    "recursion_loop": _TOO_DEEP,
    "recursion_depth_exceeded": _TOO_DEEP,
    "bool_type": _("please give true or false"),
    "bool_parsing": _("please give true or false"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _("this number is too large; please give a smaller one"),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "greater_than": _("please give a number above {gt}"),
    "greater_than_equal": _("please give a number of at least {ge}"),
    "less_than": _("please give a number below {lt}"),
    "less_than_equal": _("please give a number of at most {le}"),
    "string_type": _("please give a text, in quotation marks"),
    "string_unicode": _("this text has characters that cannot be read; please check them"),
    "string_too_short": _("this text is too short; it needs at least {min_length} characters"),
    "string_too_long": _("this text is too long; it may have at most {max_length} characters"),
    "string_pattern_mismatch": _("this is not in the form that is needed, which /api describes"),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "too_short": _TOO_SHORT_LIST,
    "too_long": _TOO_LONG_LIST,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "dict_type": _OBJECT,
    "mapping_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "dataclass_exact_type": _OBJECT,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_too_far": _("this date is too far away; please choose a nearer one"),
    "datetime_type": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_object_invalid": _INSTANT,
    "datetime_from_date_parsing": _INSTANT,
    "timezone_naive": _INSTANT,
    "timezone_aware": _INSTANT,
    "time_type": _("please give a time of day, written as 04:00"),
    "time_parsing": _("please give a time of day, written as 04:00"),
    "uuid_type": _("please give an id, written as 01890a5d-ac96-774b-bcce-b302099a8057"),
    "uuid_parsing": _("please give an id, written as 01890a5d-ac96-774b-bcce-b302099a8057"),
}


def unread(kind: str, place: Sequence[str | int], context: Mapping[str, object]) -> Message:
    """The sentence about one fault that pydantic found: where, and what belongs there.

    `kind`, `place` and `context` are its type, its loc without what encloses
    the whole, and its ctx.
    """
    sentence = _CLAUSES.get(kind, _ELSE)
    values = {"values": _choice(context)} if sentence == _CHOICE else dict(context)
    reason = Message(sentence, values if "{" in sentence else {})
    where = "" if sentence == _NO_JSON else ".".join(map(str, place))[:LONGEST_PLACE]
    if where:
        return Message(
            _("This could not be read at {place}: {reason}."), {"place": where, "reason": reason}
        )
    return Message(_("This could not be read: {reason}."), {"reason": reason})


def _choice(context: Mapping[str, object]) -> str:
    """The values that are allowed; the library writes them as 'a', 'b' or 'c'."""
    told = str(context.get("expected", ""))
    choice = ", ".join(re.findall(r"'([^']*)'", told)) or told.replace(" or ", ", ").lower()
    return choice if len(choice) <= LONGEST_CHOICE else f"{choice[:LONGEST_CHOICE]}…"
