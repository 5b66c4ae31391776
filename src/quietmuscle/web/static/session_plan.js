// What a session is made of for this person: each step, or what takes its place.
// Pure: it is given the table of the sessions, what was chosen, and what was answered.

/** The ids of the steps of a session once muscle and touch are chosen; nothing where nothing was. */
export function chosenSteps(session, table, { muscle = null, touch = null } = {}) {
  return session.steps.flatMap((name) => {
    if (name === "muscle") return [table.muscles[muscle] ?? table.muscles.elsewhere];
    if (name === "touch") return table.touch.includes(touch) ? [touch] : [];
    return [name];
  });
}

/** The questions that decide about these steps, each once. */
export function questionsFor(ids, table) {
  return [...new Set(ids.flatMap((id) => table.limits[table.steps[id].needs] ?? []).map((limit) => limit.item))];
}

/**
 * What counts as answered before it is asked: a "yes" from wherever it comes, else what the diary
 * knows, and that only where it is not asked each time. A "no" that only this device keeps may be
 * old: it is shown, and does not count.
 */
export function answerBefore(inDiary, onDevice, eachTime) {
  if (inDiary === "yes" || onDevice === "yes") return "yes";
  return eachTime ? null : inDiary ?? null;
}

/** Why a step is not offered: the limits that hold, or that are not ruled out. Only a "no" rules out. */
export function against(id, table, answers) {
  return (table.limits[table.steps[id].needs] ?? []).filter((limit) => answers[limit.item] !== "no");
}

/**
 * The steps with their seconds, and what is not offered: { wanted, taken, limits, known }.
 * `known` says that a limit holds; else it was only not ruled out.
 */
export function planOf(session, table, choices, answers) {
  const steps = [];
  const leftOut = [];
  for (const wanted of chosenSteps(session, table, choices)) {
    let taken = wanted;
    let limits = against(taken, table, answers);
    const first = limits;
    while (limits.length) {
      taken = table.steps[taken].instead;
      limits = against(taken, table, answers);
    }
    if (first.length) leftOut.push({ wanted, taken, limits: first, known: first.some((limit) => answers[limit.item] === "yes") });
    if (!steps.some((step) => step.id === taken)) steps.push({ id: taken, seconds: secondsOf(table.steps[taken], choices) });
  }
  return { steps, leftOut };
}

/** How long a step lasts: what the person chose where they may, and never longer than it may be. */
export function secondsOf(step, { warmMinutes = null } = {}) {
  if (!step.mostS) return step.seconds;
  const wanted = Number.isFinite(warmMinutes) && warmMinutes > 0 ? Math.round(warmMinutes * 60) : step.seconds;
  return Math.min(wanted, step.mostS);
}
