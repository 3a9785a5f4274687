"""What a survey asks: closed questions only, checked before anybody is asked.

A definition is JSON (``Survey.definition``, the body of a pack's survey). ``questionnaire_read``
makes a value of it or says all that is wrong; ``answers_read`` takes a person's answers.
"""

from ruangaman.lib.questionnaire.answers import AnswerError, answers_read
from ruangaman.lib.questionnaire.crosswise import ABOUT
from ruangaman.lib.questionnaire.faults import DefinitionError, DefinitionFault
from ruangaman.lib.questionnaire.model import (
    AGREE,
    BEHAVIOUR,
    CROSSWISE,
    KINDS,
    Item,
    Kind,
    Option,
    Questionnaire,
    Section,
)
from ruangaman.lib.questionnaire.read import (
    faults_of,
    item_faults,
    questionnaire_draft,
    questionnaire_known,
    questionnaire_read,
)
from ruangaman.lib.questionnaire.write import definition_of

__all__ = [
    "ABOUT",
    "AGREE",
    "BEHAVIOUR",
    "CROSSWISE",
    "KINDS",
    "AnswerError",
    "DefinitionError",
    "DefinitionFault",
    "Item",
    "Kind",
    "Option",
    "Questionnaire",
    "Section",
    "answers_read",
    "definition_of",
    "faults_of",
    "item_faults",
    "questionnaire_draft",
    "questionnaire_known",
    "questionnaire_read",
]
