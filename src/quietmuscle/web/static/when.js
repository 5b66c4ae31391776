// When it is for the person: their zone, their day (which starts at 04:00 unless they chose otherwise).

const { zone: chosenZone, dayStart = "04:00" } = document.documentElement.dataset;
// Our English is British, and so are its dates.
const { lang } = document.documentElement;
const language = !lang || lang === "en" ? "en-GB" : lang;

/** The zone in which entries are made: the one chosen in the settings, else the device's. */
export const zone = chosenZone || Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const clocks = new Map();
const dayNames = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const weekdays = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });

/** What the clock on the wall shows at an instant, here or in another zone: { day: "2026-11-23", time: "14:03" }. */
export function wallClock(instant = new Date(), inZone = zone) {
  const part = Object.fromEntries(clockOf(inZone).formatToParts(instant).map(({ type, value }) => [type, value]));
  return { day: `${part.year.padStart(4, "0")}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}`, second: Number(part.second) };
}

/** The day that a person means at an instant, here or in another zone. */
export function logicalDay(instant = new Date(), inZone = zone) {
  const { day, time } = wallClock(instant, inZone);
  return time < dayStart ? addDays(day, -1) : day;
}

/** A day some days later (or, with a negative number, earlier). */
export function addDays(day, days) {
  const date = asDate(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whether a text is a day such as 2026-11-20. */
export const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(asDate(text).getTime());

/** A day in words, such as Monday 23 November; with its year where it is not this one. */
export function dayWords(day) {
  const words = dayNames.format(asDate(day)).replace(",", "");
  return day.slice(0, 4) === logicalDay().slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
}

/** The weekday of a day in words. */
export const weekdayWords = (day) => weekdays.format(asDate(day));

/** Whether a time such as 02:30 lies in the night after the day that is meant. */
export const isNightAfter = (time) => time < dayStart;

/** The instant of a wall clock's time on the day that a person means, here or in another zone. */
export function instantOn(day, time, inZone = zone) {
  const target = Date.parse(`${isNightAfter(time) ? addDays(day, 1) : day}T${time}:00Z`);
  let guess = target;
  for (let turn = 0; turn < 2; turn += 1) guess += target - shownAsUtc(new Date(guess), inZone);
  return new Date(guess);
}

function shownAsUtc(instant, inZone) {
  const shown = wallClock(instant, inZone);
  return Date.parse(`${shown.day}T${shown.time}:00Z`) + shown.second * 1000;
}

/** The clock of a zone; the device's own where it has never heard of that zone. */
function clockOf(timeZone) {
  if (!clocks.has(timeZone)) {
    const parts = { hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
    let clock;
    try {
      clock = new Intl.DateTimeFormat("en-GB", { ...parts, timeZone });
    } catch {
      clock = new Intl.DateTimeFormat("en-GB", parts);
    }
    clocks.set(timeZone, clock);
  }
  return clocks.get(timeZone);
}

const asDate = (day) => new Date(`${day}T00:00:00Z`);
