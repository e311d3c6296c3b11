"""The screens, by the scope of their keys."""

from collections.abc import Mapping

from comens_tui.tui.action_table import (
    CHECKS,
    CONSULTATION,
    CORPUS,
    INBOX,
    MEETING,
    PRIORITIES,
    RELEASE,
    REVIEW,
)
from comens_tui.tui.screens.base import BaseScreen
from comens_tui.tui.screens.checks import ChecksScreen
from comens_tui.tui.screens.consultation import ConsultationScreen
from comens_tui.tui.screens.corpus import CorpusScreen
from comens_tui.tui.screens.inbox import InboxScreen
from comens_tui.tui.screens.meeting import MeetingScreen
from comens_tui.tui.screens.priorities import PrioritiesScreen
from comens_tui.tui.screens.release import ReleaseScreen
from comens_tui.tui.screens.review import ReviewScreen

ALL_SCREENS: Mapping[str, type[BaseScreen]] = {
    INBOX: InboxScreen,
    REVIEW: ReviewScreen,
    MEETING: MeetingScreen,
    PRIORITIES: PrioritiesScreen,
    CORPUS: CorpusScreen,
    CHECKS: ChecksScreen,
    RELEASE: ReleaseScreen,
    CONSULTATION: ConsultationScreen,
}
