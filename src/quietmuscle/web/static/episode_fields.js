// The details of a twitch: touch an answer to give it, touch it again to take it back.

/** What is told in the fields: each detail by its name, null where nothing is told. */
export function readDetails(root) {
  const told = {};
  for (const fieldset of root.querySelectorAll("fieldset[data-field]")) {
    const pressed = fieldset.querySelector('[aria-pressed="true"]');
    told[fieldset.dataset.field] = pressed ? JSON.parse(pressed.dataset.value) : null;
  }
  const count = root.querySelector("#count");
  told.count = count.value === "" ? null : Number(count.value);
  told.note = root.querySelector("#note").value;
  return told;
}

/** Show what was told of an entry. */
export function fillDetails(root, told) {
  for (const fieldset of root.querySelectorAll("fieldset[data-field]")) {
    const value = told[fieldset.dataset.field];
    for (const button of fieldset.querySelectorAll("[data-value]")) {
      button.setAttribute("aria-pressed", String(value !== null && value !== undefined && JSON.parse(button.dataset.value) === value));
    }
  }
  root.querySelector("#count").value = told.count ?? "";
  root.querySelector("#note").value = told.note ?? "";
}

/** Let answers be touched; `changed` is called with each change of any field. */
export function watchDetails(root, changed) {
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("fieldset[data-field] button[data-value]");
    if (!button) return;
    const on = button.getAttribute("aria-pressed") !== "true";
    for (const each of button.parentElement.children) each.setAttribute("aria-pressed", String(on && each === button));
    changed();
  });
  root.addEventListener("change", ({ target }) => { if (target.matches("#count, #note")) changed(); });
}
