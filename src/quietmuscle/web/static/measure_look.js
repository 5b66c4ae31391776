// A rough look at what the camera sees: light, detail and steadiness. Pure: it is given grey pictures.
//
// Thresholds are ours, for a picture of 160 × 120: a phone that leans on
// something moves by less than a tenth of a point between two looks, one in a hand by more than one.

const DARK = 45; // of 255, the mean
const BRIGHT_SHARE = 0.05; // of points at the upper end
const BRIGHT = 250;
const LEAST_DETAIL = 1.2; // spread of the rows' and columns' means after their slow changes are taken out
const STEADY = 0.3; // points between two looks, root of the mean square
const REACH = 6;
const SMOOTH = 8;

/** A grey picture from the pixels of a canvas. */
export function greyOf(pixels) {
  const grey = new Float32Array(pixels.length / 4);
  for (let at = 0; at < grey.length; at += 1) grey[at] = 0.299 * pixels[4 * at] + 0.587 * pixels[4 * at + 1] + 0.114 * pixels[4 * at + 2];
  return grey;
}

/** What a look needs of a picture: its light, and the means of its rows and columns. */
export function glance(grey, width, height) {
  const rows = new Float32Array(height);
  const columns = new Float32Array(width);
  let sum = 0;
  let bright = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = grey[y * width + x];
      rows[y] += value / width;
      columns[x] += value / height;
      sum += value;
      bright += value >= BRIGHT;
    }
  }
  return { mean: sum / grey.length, brightShare: bright / grey.length, rows: detailOf(rows), columns: detailOf(columns) };
}

/** A course without its slow changes: a shadow that lies over all is no detail. */
function detailOf(course) {
  return course.map((value, at) => {
    const from = Math.max(0, at - SMOOTH);
    const near = course.slice(from, at + SMOOTH + 1);
    return value - near.reduce((sum, each) => sum + each, 0) / near.length;
  });
}

const spread = (course) => Math.sqrt(course.reduce((sum, value) => sum + value * value, 0) / course.length);

/** By how many points one course is shifted against another; a parabola finds what lies between two. */
export function shiftOf(before, after) {
  const costs = [];
  for (let shift = -REACH; shift <= REACH; shift += 1) {
    let cost = 0;
    for (let at = REACH; at < before.length - REACH; at += 1) cost += (after[at + shift] - before[at]) ** 2;
    costs.push(cost);
  }
  const best = costs.indexOf(Math.min(...costs));
  if (best === 0 || best === costs.length - 1) return best - REACH;
  const [left, middle, right] = costs.slice(best - 1, best + 2);
  const bend = left - 2 * middle + right;
  return best - REACH + (bend > 0 ? (left - right) / (2 * bend) : 0);
}

/** What to say of the last glances: { light, still }, each the name of a sentence. */
export function judge(glances) {
  const last = glances[glances.length - 1];
  let light = "lit";
  if (last.mean < DARK) light = "dark";
  else if (last.brightShare > BRIGHT_SHARE) light = "bright";
  if (Math.max(spread(last.rows), spread(last.columns)) < LEAST_DETAIL) return { light, still: "plain" };
  const moves = glances.slice(1).map((each, at) => {
    const x = spread(last.columns) < LEAST_DETAIL ? 0 : shiftOf(glances[at].columns, each.columns);
    const y = spread(last.rows) < LEAST_DETAIL ? 0 : shiftOf(glances[at].rows, each.rows);
    return x * x + y * y;
  });
  const move = Math.sqrt(moves.reduce((sum, each) => sum + each, 0) / Math.max(1, moves.length));
  return { light, still: move > STEADY ? "moves" : "still" };
}
