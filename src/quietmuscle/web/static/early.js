// Touches and changed fields that come before a page's modules are there: kept, to be made good by ready.js.
// This one small script is no module, so that it is there before anything can be touched.

window.early = [];
window.addEventListener("click", (event) => {
  const button = event.target.closest("button, [role=button]");
  if (window.early && button) window.early.push([button, "click"]);
}, true);
window.addEventListener("change", (event) => {
  if (window.early) window.early.push([event.target, "change"]);
}, true);
