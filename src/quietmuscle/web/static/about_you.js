// About you: each answer is saved at once, with all the others, since they are one record.

import { call, Refusal } from "./api.js";
import { ready } from "./ready.js";
import { toast } from "./toast.js";

const page = document.getElementById("about-you");
let last = Promise.resolve();

const answered = () => Object.fromEntries([...page.querySelectorAll("[data-item]")].map((box) => (
  [box.dataset.item, box.querySelector("[aria-pressed='true']")?.dataset.answer ?? null]
)));

function press(box, answer) {
  for (const button of box.querySelectorAll("[data-answer]")) button.setAttribute("aria-pressed", String(button.dataset.answer === answer));
}

page.addEventListener("click", ({ target }) => {
  const { answer } = target.dataset;
  if (!answer) return;
  const box = target.closest("[data-item]");
  const before = box.querySelector("[aria-pressed='true']")?.dataset.answer ?? null;
  press(box, before === answer ? null : answer); // a second touch takes it back
  last = last.then(() => call("PUT", "/api/health", answered())).catch((problem) => {
    press(box, before);
    toast(problem instanceof Refusal ? problem.message : page.dataset.unreachable);
  });
});
ready();
