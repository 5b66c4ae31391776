// The day's questions: a touch answers, a touch on the same answer takes it back.

import { answer, isUnsentEntryOn, onAllSent, sayNone, unsentOfDay } from "./entries.js";
import { toast } from "./toast.js";
import { addDays, dayWords, isDay, logicalDay } from "./when.js";

const page = document.getElementById("day");
const none = document.getElementById("none");
const counted = none.hidden; // whether the server knew of entries of this day
const inAddress = location.pathname.split("/")[2];
const day = page.dataset.day ?? (isDay(inAddress) ? inAddress : logicalDay());
const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
const press = (button, on) => button.setAttribute("aria-pressed", String(on));

/** Show one answer of an item as chosen; null shows none. */
function choose(fieldset, value) {
  for (const button of fieldset.querySelectorAll("[data-value]")) press(button, value !== null && Number(button.dataset.value) === value);
}

page.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const fieldset = button.closest("fieldset");
  const words = `${fieldset.querySelector("legend").textContent}: ${button.textContent.trim()}, ${dayWords(day)}`;
  const on = !isPressed(button);
  try {
    if (button === none) {
      press(none, on);
      await sayNone(day, on, words);
    } else {
      const value = on ? Number(button.dataset.value) : null;
      choose(fieldset, value);
      await answer(day, fieldset.dataset.item, value, words);
    }
  } catch (problem) {
    press(button, !on);
    toast(problem.message || page.dataset.failed);
  }
});

/** Lay what still waits on this device over what the server knew when it made the page. */
async function overlay() {
  const unsent = await unsentOfDay(day);
  if (unsent.none !== undefined) press(none, unsent.none);
  none.hidden = counted || await isUnsentEntryOn(day);
  document.getElementById("entries-wait").hidden = counted || !none.hidden;
  for (const [item, value] of unsent.answers) {
    const fieldset = page.querySelector(`[data-item="${CSS.escape(item)}"]`);
    if (fieldset) choose(fieldset, value);
  }
}

/** In the page that is kept for when there is no server, the day is the device's to say. */
function sayDay() {
  const today = logicalDay();
  const after = document.getElementById("after");
  document.getElementById("day-line").textContent = `${dayWords(day)}${day === today ? ` (${page.dataset.today})` : ""}`;
  document.getElementById("before").href = `/day/${addDays(day, -1)}`;
  after.href = `/day/${addDays(day, 1)}`;
  after.hidden = day >= today;
}

if (!page.dataset.day) {
  sayDay();
  onAllSent(() => location.reload()); // what was told before can be shown again
}
overlay();
