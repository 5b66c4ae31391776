// Called by a page's module at its end: from now on it hears each touch, and those that came early.

export function ready() {
  const early = window.early ?? [];
  window.early = null;
  for (const button of early) button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}
