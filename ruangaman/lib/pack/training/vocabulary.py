"""The fixed words of training: what the software has to understand of a pack's content."""

BEHAVIOURS = (
    "prepare", "look", "calm", "limits", "listen", "believe",
    "ask-least", "options", "choice", "health", "link", "close",
)  # fmt: skip
"""What an observer can see in a first conversation, in its order."""

ERRORS = ("blame", "probing", "promise", "contact-accused", "mediate", "breach")
"""Critical errors: one of them and a role-play is not passed."""

MODULES = range(1, 13)
TEST_MODULES = range(1, 12)
"""Modules that have questions; the twelfth is the tests themselves."""

TEST_FORMS = ("A", "B")
FORMS = (*TEST_FORMS, "C")
"""Two parallel tests; C is for practice and never stands in a test."""

BLUEPRINT = {1: 2, 2: 3, 3: 2, 4: 3, 5: 3, 6: 2, 7: 1, 8: 2, 9: 1, 10: 1}
"""How many items of each module a test form has; 20 together."""

MUST_PASS = {"confidentiality": 5, "no-investigation": 4, "child": 8, "consent": 5}
"""Subjects of which each form asks once and nobody may be wrong, with the module."""

PRACTICE_LEAST = 3
CHOICES = (3, 4)
TURNS_LEAST = 8
ENDINGS_LEAST = 3
WAY_LEAST = 6
SHOWN_LEAST = 8
ENDING_KINDS = ("good", "mixed", "harm")

SETTLED_MARKS = ("S", "K-h", "D")
"""Marks of what may be taught as settled."""

COURSES = ("basic", "advanced", "refresher", "recertify", "other")
REQUIRED_COURSES = ("basic", "advanced", "refresher", "recertify")
ROLES = ("focal_point",)

INDUCTION_PAGES = (8, 10)
INDUCTION_QUESTIONS = 10
EVALUATION_FORMS = ("after", "three-months")
QUESTION_KINDS = ("scale5", "yes-no", "choice", "modules")
"""Five steps; two; one of several; one of several for each module of the event."""

FIXED_OPTIONS = {"scale5": 5, "yes-no": 2}
OPTIONS = (2, 10)

LEVELS = range(1, 5)
"""Kirkpatrick: 1 reaction, 2 learning, 3 behaviour, 4 results."""
