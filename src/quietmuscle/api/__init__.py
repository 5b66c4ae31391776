"""Quiet Muscle as a library: the verbs of the command line as typed functions.

    from quietmuscle import api

    with api.open_diary() as diary:
        api.log(diary, "calf.left", kind=api.FeltKind.FLICKER)
        for episode in api.history(diary, site="calf"):
            print(episode.moment.local, episode.note)

What is refused raises `QuietMuscleError`, whose text is one clear sentence.
"""

from __future__ import annotations

from quietmuscle.api.answers import care
from quietmuscle.api.answers import facts
from quietmuscle.api.answers import kind
from quietmuscle.api.diaries import open_diary
from quietmuscle.api.entries import answer
from quietmuscle.api.entries import counts
from quietmuscle.api.entries import day
from quietmuscle.api.entries import history
from quietmuscle.api.entries import log
from quietmuscle.api.entries import log_none
from quietmuscle.api.experimenting import insights
from quietmuscle.api.experimenting import trial_analyse
from quietmuscle.api.experimenting import trial_simulate
from quietmuscle.api.files import backup
from quietmuscle.api.files import backups
from quietmuscle.api.files import export
from quietmuscle.api.files import import_
from quietmuscle.api.files import report
from quietmuscle.api.files import restore
from quietmuscle.api.files import tables
from quietmuscle.api.health import labs
from quietmuscle.api.health import log_lab
from quietmuscle.api.health import medicine_check
from quietmuscle.api.health import medicine_comparisons
from quietmuscle.api.health import medicine_search
from quietmuscle.api.health import medicines
from quietmuscle.api.measurements import correct
from quietmuscle.api.measurements import leave_out
from quietmuscle.api.measurements import measure_and_keep
from quietmuscle.api.measurements import measurement
from quietmuscle.api.measurements import measurements
from quietmuscle.api.measurements import take_in_again
from quietmuscle.api.measuring import measure
from quietmuscle.api.simulating import simulate
from quietmuscle.api.trials import pause_trial
from quietmuscle.api.trials import resume_trial
from quietmuscle.api.trials import start_trial
from quietmuscle.api.trials import stop_trial
from quietmuscle.api.trials import trial
from quietmuscle.api.trials import trial_choices
from quietmuscle.api.trials import trial_file
from quietmuscle.api.trials import trial_followed
from quietmuscle.api.trials import trial_outlook
from quietmuscle.api.trials import trial_today
from quietmuscle.api.trials import trials
from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.flow.simulation import Simulation
from quietmuscle.flow.simulation import SimulationScenario
from quietmuscle.flow.workspace import Workspace
from quietmuscle.knowledge.statements import Facts
from quietmuscle.model.care import Answer
from quietmuscle.model.care import CareResult
from quietmuscle.model.care import CareScenario
from quietmuscle.model.day import DayItem
from quietmuscle.model.episode import Doing
from quietmuscle.model.episode import FeltKind
from quietmuscle.model.episode import Lasted
from quietmuscle.model.kinds import KindResult
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabResult
from quietmuscle.model.lab import LabUnit
from quietmuscle.model.site import SiteRef

__all__ = [
    "Analyte",
    "Answer",
    "CareResult",
    "CareScenario",
    "DayItem",
    "Doing",
    "Facts",
    "FeltKind",
    "KindResult",
    "LabResult",
    "LabUnit",
    "Lasted",
    "QuietMuscleError",
    "Simulation",
    "SimulationScenario",
    "SiteRef",
    "Workspace",
    "answer",
    "backup",
    "backups",
    "care",
    "correct",
    "counts",
    "day",
    "export",
    "facts",
    "history",
    "import_",
    "insights",
    "kind",
    "labs",
    "leave_out",
    "log",
    "log_lab",
    "log_none",
    "measure",
    "measure_and_keep",
    "measurement",
    "measurements",
    "medicine_check",
    "medicine_comparisons",
    "medicine_search",
    "medicines",
    "open_diary",
    "pause_trial",
    "report",
    "restore",
    "resume_trial",
    "simulate",
    "start_trial",
    "stop_trial",
    "tables",
    "take_in_again",
    "trial",
    "trial_analyse",
    "trial_choices",
    "trial_file",
    "trial_followed",
    "trial_outlook",
    "trial_simulate",
    "trial_today",
    "trials",
]
