// The settings: each change is sent at once, one after the other.

import { call } from "./api.js";
import { savedForm } from "./saved.js";

const form = document.getElementById("settings");
const root = document.documentElement;
const { inTurn } = savedForm(form);

/** Ask what is kept now, and alter only what was changed. */
function save(field, change) {
  return inTurn(field, async () => {
    await call("PUT", "/api/settings", { ...(await call("GET", "/api/settings")), ...change });
    if ("language" in change) location.reload();
  });
}

const chosenItems = () => Array.from(form.querySelectorAll("[name=day_item]:checked"), (box) => box.value);
const reminders = () => Array.from(form.querySelectorAll("[name=reminder]"), (input) => input.value).filter(Boolean);

form.addEventListener("change", ({ target }) => {
  switch (target.name) {
    case "theme": root.dataset.theme = target.value; return save(target, { theme: target.value });
    case "text_size": root.dataset.text = target.value; return save(target, { text_size: target.value });
    case "calm_mode": return save(target, { calm_mode: target.checked });
    case "day_item": return save(target, { day_items: chosenItems() });
    case "reminder": return saveReminders(target);
    case "recording_limit_mb": return save(target, { recording_limit_mb: Number(target.value) });
    case "zone": case "country": return save(target, { [target.name]: target.value.trim() || null });
    default: return save(target, { [target.name]: target.value });
  }
});

// The order of the day's items, without a drag: up and down, the focus stays on the button.
form.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.move) move(button);
  if (button && "remove" in button.dataset) remove(button);
});

function move(button) {
  const line = button.closest("li");
  const other = button.dataset.move === "up" ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return;
  if (button.dataset.move === "up") other.before(line);
  else other.after(line);
  button.focus();
  showEnds();
  save(button, { day_items: chosenItems() });
}

/** The first cannot go up and the last cannot go down; they stay in the way of the Tab key. */
function showEnds() {
  for (const button of form.querySelectorAll("[data-move]")) {
    const line = button.closest("li");
    const end = button.dataset.move === "up" ? line.previousElementSibling : line.nextElementSibling;
    button.setAttribute("aria-disabled", String(!end));
  }
}
showEnds();

const list = form.querySelector(".reminders");
const add = document.getElementById("add-reminder");

add.addEventListener("click", () => {
  list.append(document.getElementById("reminder").content.cloneNode(true));
  const input = list.lastElementChild.querySelector("input");
  input.focus();
  saveReminders(input);
});

function remove(button) {
  button.closest("li").remove();
  saveReminders(add);
  add.focus();
}

function saveReminders(field) {
  showReminders();
  save(field, { reminders: reminders() });
}

function showReminders() {
  add.hidden = list.children.length >= Number(list.dataset.most);
  document.getElementById("calendar").hidden = reminders().length === 0;
}
showReminders();

const address = document.getElementById("calendar-address");
address.textContent = new URL(address.textContent, location.href).href;
