// Touches, changed fields and sent forms that come before a page's modules are there: kept, to be made good by ready.js.
// This one small script is no module, so that it is there before anything can be touched.

window.early = [];
window.addEventListener("click", (event) => {
  const button = event.target.closest("button, [role=button]");
  // A button that sends a form is heard of when the form is sent.
  if (!window.early || !button || (button.form && button.type === "submit")) return;
  window.early.push(() => button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
}, true);
window.addEventListener("change", ({ target }) => {
  window.early?.push(() => target.dispatchEvent(new Event("change", { bubbles: true })));
}, true);
window.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  // A form without an address is sent by its module alone; the browser would put what was typed into the address bar.
  if (!window.early || form.hasAttribute("action")) return;
  event.preventDefault();
  window.early.push(() => form.requestSubmit(submitter));
}, true);
