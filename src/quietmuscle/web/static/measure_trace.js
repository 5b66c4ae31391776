// The trace of an EMG, raw and cleaned, from all of it down to a millisecond.

import uPlot from "./vendor/uPlot.esm.js";
import { diary, diaryHeader } from "./api.js";
import { follow } from "./trace_hands.js";

const STEPS = 48000; // of one answer: three views, each of which is looked at up to 8 times closer
const SHORTEST_S = 0.001;
const NEAR_S = 0.05; // so much is shown around a twitch that is gone to
const LANE_PX = 12;
const MOST_LANES = 8;
const PLOT_PX = 170;
const WAIT_MS = 150;
const TABLE_WAIT_MS = 500;

const page = document.getElementById("trace");
const traces = page.querySelector(".traces");
const viewWords = document.getElementById("view");
const channel = document.getElementById("channel");
const length = Number(page.dataset.length);
const address = `/api/measurements/${page.dataset.id}`;

let leftOut = [];
let events = null; // until they are known nothing is shown: without them "no twitches" would be told
let twitches = []; // the onsets of those that count
let units = [];
let view = { start: Number(page.dataset.start), stop: Number(page.dataset.stop) };
let rate = 0;
let held = null; // what the server gave: from where to where, and whether sample by sample
let charts = [];
let asking = null;
let timer = 0;
let tableTimer = 0;

const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

async function ask(path, signal) {
  const answer = await fetch(path, { headers: diaryHeader(diary), signal });
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.sentence || page.dataset.failed);
}

/** Columns for a chart: when, the lowest and the highest. */
function columns({ start_s: start, step_s: step, low, high }) {
  return [low.map((_, at) => start + at * step), low, high.length ? high : low];
}

/** Fetch what the view needs, with as much again at either side where the recording is long. */
async function bring() {
  if (!events) return;
  asking?.abort();
  asking = new AbortController();
  const wide = view.stop - view.start;
  const start = Math.max(0, view.start - wide);
  const stop = Math.min(length, view.stop + wide);
  viewWords.textContent = page.dataset.busy;
  try {
    const query = new URLSearchParams({ channel: channel?.value ?? 0, from_s: start, to_s: stop, steps: STEPS });
    const found = await ask(`${address}/trace?${query}`, asking.signal);
    rate = found.rate_hz;
    held = { start, stop, isSamples: found.raw.is_samples };
    draw(found);
  } catch (problem) {
    if (problem.name !== "AbortError") viewWords.textContent = problem.message || page.dataset.failed;
  }
}

/** The parts that are left out, beneath the line. */
function shade(chart) {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.fillStyle = ink("--line");
  for (const part of leftOut) {
    const from = Math.max(bbox.left, chart.valToPos(Math.max(part.start_s, view.start), "x", true));
    const to = Math.min(bbox.left + bbox.width, chart.valToPos(Math.min(part.stop_s, view.stop), "x", true));
    if (to > from) ctx.fillRect(from, bbox.top, to - from, bbox.height);
  }
  ctx.restore();
}

/** The marks of events above a chart: a row for each motor unit, filled where it counts. */
function marks(chart) {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.lineWidth = 1.5 * ratio;
  for (const event of events) {
    if (event.onset_s < view.start || event.onset_s > view.stop) continue;
    const at = chart.valToPos(event.onset_s, "x", true);
    const lane = laneOf(event.unit_id);
    const counts = event.kind === "fasciculation" && !event.is_left_out;
    const y = bbox.top - lanePx(lane) * ratio;
    ctx.strokeStyle = ink(counts ? "--accent" : "--muted");
    ctx.fillStyle = ctx.strokeStyle;
    ctx.beginPath();
    ctx.arc(at, y, 3.5 * ratio, 0, 2 * Math.PI);
    if (!counts) {
      ctx.stroke(); // no line: hundreds of them would hide the signal
      continue;
    }
    ctx.fill();
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.fillStyle = ink("--muted");
  ctx.font = `${10 * ratio}px sans-serif`;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  units.slice(0, MOST_LANES).forEach((unit, lane) => {
    const shared = lane === MOST_LANES - 1 && units.length > MOST_LANES; // all that have no row of their own
    ctx.fillText(shared ? "…" : String(unit ?? "–"), bbox.left - 6 * ratio, bbox.top - lanePx(lane) * ratio);
  });
  ctx.restore();
}

function chart(name, values, unit) {
  const box = document.createElement("div");
  box.className = "trace";
  const heading = document.createElement("h2");
  heading.textContent = `${name} (${unit})`;
  box.append(heading);
  traces.append(box);
  const axis = { stroke: ink("--muted"), grid: { stroke: ink("--line"), width: 1 }, ticks: { stroke: ink("--line") } };
  const few = () => held?.isSamples && (view.stop - view.start) * rate < 60;
  const line = { stroke: ink("--ink"), width: 1, points: { show: few, size: 5, fill: ink("--ink") } };
  return new uPlot({
    width: traces.clientWidth,
    height: height(),
    padding: [lanesPx(), 24, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
    scales: { x: { time: false, range: () => [view.start, view.stop] } },
    axes: [
      { ...axis, space: 80, values: (_, ticks) => ticks.map((at) => `${at.toFixed(digits())} s`) },
      { ...axis, size: 54 },
    ],
    series: [{}, line, line],
    bands: [{ series: [2, 1], fill: ink("--muted") }],
    hooks: { drawClear: [shade], draw: [marks], setSelect: [selected] },
  }, values, box);
}

const laneOf = (unit) => Math.min(Math.max(0, units.indexOf(unit)), MOST_LANES - 1);
const lanePx = (lane) => (lane + 1) * LANE_PX; // above the picture, clear of the axis
const lanesPx = () => lanePx(Math.min(units.length || 1, MOST_LANES) - 0.5) + 4;
const height = () => PLOT_PX + lanesPx();
const digits = () => { const wide = view.stop - view.start; return wide < 0.1 ? 4 : wide < 1 ? 3 : wide < 20 ? 2 : 0; };

function selected(chart) {
  if (chart.select.width < 3) return;
  const start = chart.posToVal(chart.select.left, "x");
  const stop = chart.posToVal(chart.select.left + chart.select.width, "x");
  chart.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  show(start, stop);
}

function draw(found) {
  charts.forEach((each) => each.destroy());
  traces.replaceChildren();
  const unit = found.unit === "uV" ? "µV" : found.unit ?? page.dataset.nounit;
  charts = [chart(page.dataset.raw, columns(found.raw), unit)];
  if (found.cleaned.low.some((value) => value !== null)) {
    charts.push(chart(page.dataset.cleaned, columns(found.cleaned), unit));
  } else if (found.raw.low.some((value) => value !== null)) {
    const words = document.createElement("p");
    words.textContent = page.dataset.slow;
    traces.append(words);
  }
  tell();
}

const nextTwitch = (step) => {
  const middle = (view.start + view.stop) / 2;
  return step > 0 ? twitches.find((at) => at > middle + 1e-6) : twitches.findLast((at) => at < middle - 1e-6);
};

/** Which buttons can do something now; a hand that is on one keeps it. */
function offer() {
  const wide = view.stop - view.start;
  const can = {
    in: wide > SHORTEST_S * 1.001, out: wide < length, all: wide < length,
    earlier: view.start > 0, later: view.stop < length,
    before: nextTwitch(-1) !== undefined, next: nextTwitch(1) !== undefined,
  };
  for (const button of page.querySelectorAll("[data-act]")) {
    button.setAttribute("aria-disabled", String(!can[button.dataset.act]));
  }
}

function tell() {
  offer();
  const inside = twitches.filter((at) => at >= view.start && at <= view.stop);
  const named = { start: view.start.toFixed(4), stop: view.stop.toFixed(4), count: inside.length };
  viewWords.textContent = page.dataset.view.replace(/\{(\w+)\}/g, (_, key) => named[key]);
  page.dataset.shown = `${view.start} ${view.stop}`;
}

/** Bring the table of the stretch that is shown, and keep the address of it. */
async function list() {
  const where = new URL(location.href);
  where.searchParams.delete("part");
  where.searchParams.set("from_s", view.start.toFixed(4));
  where.searchParams.set("to_s", view.stop.toFixed(4));
  history.replaceState(null, "", where);
  const answer = await fetch(where, { headers: diaryHeader(diary) }).catch(() => null);
  if (!answer?.ok) return; // what stood there stays
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("found");
  const old = document.getElementById("found");
  if (found && where.href === location.href && !old.contains(document.activeElement)) old.replaceWith(found);
}

/** Show a stretch; what is not at hand, or not finely enough, is fetched once hands rest. */
function show(start, stop) {
  if (!events) return;
  const wide = Math.min(length, Math.max(SHORTEST_S, stop - start));
  const from = Math.min(Math.max(0, (start + stop - wide) / 2), length - wide);
  view = { start: from, stop: from + wide };
  clearTimeout(timer);
  clearTimeout(tableTimer);
  tableTimer = setTimeout(list, TABLE_WAIT_MS);
  const there = held && view.start >= held.start && view.stop <= held.stop;
  if (!there || (!held.isSamples && wide < (held.stop - held.start) / 8)) timer = setTimeout(bring, WAIT_MS);
  charts.forEach((each) => each.redraw(true, true));
  charts.forEach((each) => each.setScale("x", { min: view.start, max: view.stop }));
  tell();
}

function goTo(step) {
  if (!events) return;
  const next = nextTwitch(step);
  if (next === undefined) return;
  const half = Math.min((view.stop - view.start) / 2, NEAR_S);
  show(next - half, next + half);
}

const acts = {
  in: () => zoom(0.5), out: () => zoom(2),
  earlier: () => move(-0.5), later: () => move(0.5),
  before: () => goTo(-1), next: () => goTo(1),
  all: () => show(0, length),
};
const keys = { "+": "in", "=": "in", "-": "out", ArrowLeft: "earlier", ArrowRight: "later", n: "next", p: "before", Home: "all" };

/** Look closer (a share below 1) or wider; what lies at this share of the picture stays there. */
function zoom(share, at = 0.5) {
  const wide = view.stop - view.start;
  const next = Math.min(length, Math.max(SHORTEST_S, wide * share));
  const start = view.start + at * (wide - next);
  show(start, start + next);
}

/** Which share of the picture's width lies at so many pixels of the window. */
function placeOf(x) {
  const { left, width } = traces.querySelector(".u-over")?.getBoundingClientRect() ?? traces.getBoundingClientRect();
  return (x - left) / width;
}

function move(share) {
  const by = (view.stop - view.start) * share;
  show(view.start + by, view.stop + by);
}

page.addEventListener("click", ({ target }) => acts[target.closest?.("[data-act]")?.dataset.act]?.());
traces.addEventListener("keydown", (event) => {
  const act = acts[keys[event.key]];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});
follow(traces, { place: placeOf, moved: move, zoomed: (at, share) => zoom(share, at) });
document.querySelector("main").addEventListener("click", (event) => {
  const link = event.target.closest("#found a[data-from]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  traces.focus({ preventScroll: true });
  page.scrollIntoView({ block: "start" });
  show(Number(link.dataset.from), Number(link.dataset.to));
});
channel?.addEventListener("change", () => { held = null; bring(); });
new ResizeObserver(() => charts.forEach((each) => each.setSize({ width: traces.clientWidth, height: height() }))).observe(traces);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", bring);

page.hidden = false;
Promise.all([ask(`${address}/events`), ask(address)]).then(([found, kept]) => {
  events = found.events;
  leftOut = kept.left_out;
  twitches = events.filter((event) => event.kind === "fasciculation" && !event.is_left_out).map((event) => event.onset_s);
  units = [...new Set(events.map((event) => event.unit_id))].sort((one, other) => (one ?? -1) - (other ?? -1));
  return bring();
}).catch((problem) => { viewWords.textContent = problem.message || page.dataset.failed; });
