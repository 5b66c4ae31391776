// The phone's motion sensor: its values with their times, its true rate, and the table of numbers that is sent.

const TRY_MS = 1500;
const LEAST_VALUES = 5;
const LEAST_STEP = 1e-5;

/** Why no movement can be felt here, as the name of a sentence; null where it may be tried. */
export function hindrance() {
  if (!window.isSecureContext) return "insecure";
  return "DeviceMotionEvent" in window ? null : "noSensor";
}

/** Ask for the sensor, in a touch (iOS wants that). Throws the name of a sentence. */
export async function allow() {
  if (typeof DeviceMotionEvent.requestPermission !== "function") return;
  const answer = await DeviceMotionEvent.requestPermission().catch(() => "denied");
  if (answer !== "granted") throw new Error("refused");
}

/** Listen to the sensor. `stop()` gives its values: rows of [milliseconds, x, y, z] in m/s², gravity included. */
export function listen() {
  const rows = [];
  function heard({ timeStamp, accelerationIncludingGravity: withGravity, acceleration: without }) {
    const { x, y, z } = typeof withGravity?.x === "number" ? withGravity : without ?? {};
    if (typeof x !== "number" || typeof y !== "number" || typeof z !== "number") return;
    if (!rows.length || timeStamp > rows[rows.length - 1][0]) rows.push([timeStamp, x, y, z]);
  }
  window.addEventListener("devicemotion", heard);
  return {
    rows,
    stop() {
      window.removeEventListener("devicemotion", heard);
      return rows;
    },
  };
}

/** Listen for a moment: the rows that were heard. */
export async function tryOut() {
  const ear = listen();
  await new Promise((resolve) => { setTimeout(resolve, TRY_MS); });
  return ear.stop();
}

/** The smallest step between two values of one axis, in m/s²; null where none of them changed. */
export function stepOf(rows) {
  let least = Infinity;
  for (const axis of [1, 2, 3]) {
    const told = [...new Set(rows.map((row) => row[axis]))].sort((one, other) => one - other);
    for (const [at, value] of told.entries()) {
      const step = at ? value - told[at - 1] : 0;
      if (step > LEAST_STEP) least = Math.min(least, step); // less is how a computer rounds
    }
  }
  return least === Infinity ? null : least;
}

/** The rate of rows, by the middle one of their distances: a pause of the page does not change it. */
export function rateOf(rows) {
  if (rows.length < LEAST_VALUES) return null;
  const steps = rows.slice(1).map(([time], at) => time - rows[at][0]).sort((one, other) => one - other);
  return 1000 / steps[Math.floor(steps.length / 2)];
}

/** Seconds from the first value to the last. */
export const lengthOf = (rows) => (rows.length ? (rows[rows.length - 1][0] - rows[0][0]) / 1000 : 0);

/** The rows as a table of numbers (CSV): seconds from the first value, and three axes. */
export function tableOf(rows) {
  const first = rows[0][0];
  const lines = rows.map(([time, ...axes]) => [((time - first) / 1000).toFixed(4), ...axes.map((value) => value.toFixed(5))].join(","));
  return new Blob([["time (s),x (m/s^2),y (m/s^2),z (m/s^2)", ...lines, ""].join("\n")], { type: "text/csv" });
}
