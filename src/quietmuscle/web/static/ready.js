// Called by a page's module at its end: from now on it hears each touch, and those that came early.

export function ready() {
  const early = window.early ?? [];
  window.early = null;
  for (const [target, type] of early) {
    const Kind = type === "click" ? MouseEvent : Event;
    target.dispatchEvent(new Kind(type, { bubbles: true, cancelable: type === "click" }));
  }
}
