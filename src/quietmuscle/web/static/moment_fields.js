// When an entry was, in words and as two fields: the day that is meant, and the time if it is known.

import { dayWords, instantOn, isDay, isNightAfter, logicalDay, wallClock, zone } from "./when.js";

const DRIFT_MS = 60_000;

/** When an entry was, in words: "14:03 today", "Friday 20 November". `words` holds the sentences. */
export function momentWords({ instant_utc: instant, day, zone: where = zone }, words) {
  if (!instant) return day === logicalDay() ? words.timeless : dayWords(day);
  const at = new Date(instant);
  const { time } = wallClock(at, where);
  const on = logicalDay(at, where);
  if (isNightAfter(time)) return words.night.replace("{time}", time).replace("{day}", dayWords(on));
  return on === logicalDay() ? words.today.replace("{time}", time) : `${time} ${dayWords(on)}`;
}

/**
 * Let the fields change when an entry was. `changed` is called with what is to
 * be kept in place of the old: an instant or a day; `ahead` where it lies ahead.
 */
export function watchMoment(root, { changed, ahead }) {
  const day = root.querySelector("[type=date]");
  const time = root.querySelector("[type=time]");
  let shown = null;

  function show(entry) {
    shown = entry;
    const { instant_utc: instant, zone: where = zone } = entry;
    day.max = logicalDay();
    day.value = instant ? logicalDay(new Date(instant), where) : entry.day;
    time.value = instant ? wallClock(new Date(instant), where).time : "";
  }

  function tell() {
    if (!isDay(day.value)) return show(shown);
    const at = time.value ? instantOn(day.value, time.value, shown.zone) : null;
    if (day.value > logicalDay() || (at && at.getTime() > Date.now() + DRIFT_MS)) {
      show(shown);
      return ahead();
    }
    return changed(at ? { instant_utc: at.toISOString(), day: undefined } : { instant_utc: undefined, day: day.value });
  }

  for (const field of [day, time]) field.addEventListener("change", tell);
  root.querySelector("[data-now]").addEventListener("click", () => changed({ instant_utc: new Date().toISOString(), day: undefined, zone }));
  root.querySelector("[data-unknown]").addEventListener("click", () => { time.value = ""; tell(); });
  return show;
}
