// Fingers and the wheel on a picture of time: one finger moves it, two look closer or wider.

const WHEEL_STEP = 0.005; // of a doubling, about, for each line of a wheel or step of a touch pad

/**
 * Follow hands on `box`. `place(x)` tells which share of the picture's width lies at x;
 * `moved(share)` and `zoomed(at, factor)` are told what to do, in shares of the picture.
 * A mouse without Ctrl is left to the picture, a finger up or down to the page.
 */
export function follow(box, { place, moved, zoomed }) {
  const fingers = new Map();

  const spread = () => {
    const [one, other] = [...fingers.values()];
    return { wide: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)), middle: (one.x + other.x) / 2 };
  };

  box.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" || fingers.size === 2) return;
    box.setPointerCapture(event.pointerId); // the picture beneath may be drawn anew
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  box.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    const before = fingers.size === 2 ? spread() : fingers.get(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 1) {
      moved(place(before.x) - place(event.clientX));
      return;
    }
    const now = spread();
    moved(place(before.middle) - place(now.middle));
    zoomed(place(now.middle), before.wide / now.wide);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    box.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
  box.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // a touch pad's pinch comes as this, too
    event.preventDefault();
    zoomed(place(event.clientX), 2 ** (event.deltaY * WHEEL_STEP));
  }, { passive: false });
}
