// A form whose fields are saved one by one, at once, and say so beside the field.

import { Refusal } from "./api.js";

/**
 * The words of a form about its saving: `tell` says what came of a field,
 * `inTurn` does one piece of saving after the other.
 */
export function savedForm(form) {
  let queue = Promise.resolve();

  function clear() {
    for (const line of form.querySelectorAll(".saved")) { line.textContent = ""; line.className = "saved"; }
  }

  function tell(field, words, good) {
    clear();
    const place = field.closest("fieldset, .field").querySelector(".saved");
    place.textContent = words;
    place.classList.add(good ? "good" : "bad");
  }

  function inTurn(field, act) {
    clear();
    queue = queue.then(async () => {
      try {
        await act();
        tell(field, form.dataset.saved, true);
      } catch (problem) {
        tell(field, problem instanceof Refusal ? problem.message : form.dataset.unreachable, false);
      }
    });
    return queue;
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  return { inTurn };
}
