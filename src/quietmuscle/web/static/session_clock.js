// Where a session is. It is known from instants, not from counted ticks: a phone
// that slept goes on at the right place. Pure: the present instant is an argument.
//
// A run: { steps: [{ id, seconds }], index, spent, since, done }
//   index  the step that it is at; steps.length when it is over
//   spent  milliseconds of that step that were over at `since`, or at the pause
//   since  the instant from which it runs; null while it is paused
//   done   ids of the steps that were gone through to their end

export const begin = (steps, now) => ({ steps, index: 0, spent: 0, since: now, done: [] });

export const isOver = (run) => run.index >= run.steps.length;

/** The run as it is now: steps that are over are behind it. A clock that was put back takes nothing away. */
export function settle(run, now) {
  if (run.since === null || isOver(run)) return run;
  let { index } = run;
  let spent = run.spent + Math.max(0, now - run.since);
  const done = [...run.done];
  while (index < run.steps.length && spent >= run.steps[index].seconds * 1000) {
    spent -= run.steps[index].seconds * 1000;
    if (!done.includes(run.steps[index].id)) done.push(run.steps[index].id);
    index += 1;
  }
  const over = index >= run.steps.length;
  return { ...run, index, spent: over ? 0 : spent, since: over ? null : now, done };
}

/** How a run that is over ended: who skipped the last step did not go through to the end. */
export const howItEnded = (run) => (run.done.includes(run.steps.at(-1)?.id) ? "finished" : "ended_early");

/** How many milliseconds of the present step are over. */
export const elapsed = (run, now) => settle(run, now).spent;

export const pause = (run, now) => ({ ...settle(run, now), since: null });

export const resume = (run, now) => (run.since === null && !isOver(run) ? { ...run, since: now } : run);

/** On to the next step; the one that is left does not count as done. */
export function skip(run, now) {
  const at = settle(run, now);
  return isOver(at) ? at : move(at, at.index + 1, now);
}

/** To the beginning of this step, or at its beginning to the one before. */
export function back(run, now, grace = 3000) {
  const at = settle(run, now);
  if (isOver(at)) return at;
  return move(at, at.spent > grace ? at.index : Math.max(0, at.index - 1), now);
}

function move(run, index, now) {
  const over = index >= run.steps.length;
  return { ...run, index, spent: 0, since: over || run.since === null ? null : now };
}

/** Milliseconds until the whole run is over. */
export function left(run, now) {
  const at = settle(run, now);
  return at.steps.slice(at.index).reduce((sum, step) => sum + step.seconds * 1000, 0) - at.spent;
}
