// A guided session: a safety screen and a few choices, then it goes on by itself.
//
// What runs is kept on this device at each second and each touch. The use is
// told to the diary when it begins and when it ends, through the outbox.

import { newId } from "./api.js";
import { send } from "./courier.js";
import { back, begin, howItEnded, isOver, left, pause, resume, settle, skip } from "./session_clock.js";
import { forget, keep, keepAnswers, kept, keptAnswers, wish, wishes } from "./session_keep.js";
import { between, breathAt, holdAt, signalsOf } from "./session_pacer.js";
import { answerBefore, chosenSteps, planOf, questionsFor } from "./session_plan.js";
import * as device from "./session_sound.js";
import { toast } from "./toast.js";
import { zone } from "./when.js";

const TICK_MS = 250;
const LATE_MS = 3000; // what is later than this is no longer spoken
const player = document.getElementById("player");
const words = player.dataset;
const table = JSON.parse(document.getElementById("table").textContent);
const part = (id) => document.getElementById(id);
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const minutesOf = (ms) => Math.max(1, Math.round(ms / 60_000));

const address = location.pathname.split("/")[2];
let session = table.sessions[address] ?? table.sessions.settle;
let choices = {};
let answers = {};
let bother = { before: null, after: null };
let state = null; // { id, session, began, run, bother, phase }
let heardTo = -1; // up to which millisecond of the step signals were given
let heardIn = -1; // in which step that was
let shownSecond = null;
let timer = 0;

const showName = () => { part("session-name").textContent = session.name; };

function show(name, takeFocus = true) {
  for (const section of player.querySelectorAll("section")) section.hidden = section.id !== name;
  const title = part(`${name}-title`);
  if (!takeFocus) return; // a page that opens leaves the focus where it is
  title.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

// ---- Before it begins

function choose(name) {
  if (name === "muscle" && !session.steps.includes("muscle")) return choose("touch");
  if (name === "touch" && !session.steps.includes("touch")) return ask();
  return show(name);
}

function ask() {
  const asked = questionsFor(chosenSteps(session, table, choices), table);
  const onDevice = keptAnswers();
  for (const box of player.querySelectorAll("[data-ask]")) {
    const item = box.dataset.ask;
    box.hidden = !asked.includes(item);
    // What the diary knows is shown as it was answered, to be confirmed.
    const before = answerBefore(table.health[item], onDevice[item], "today" in box.dataset);
    answers[item] = before;
    box.querySelector("[data-said-no]").hidden = before !== null || onDevice[item] !== "no";
    press(box, "answer", before);
  }
  if (asked.length) show("ask");
  else overview();
}

function press(box, name, value) {
  for (const button of box.querySelectorAll(`[data-${name}]`)) button.setAttribute("aria-pressed", String(button.dataset[name] === value));
}

function overview() {
  const lasting = Object.fromEntries([...player.querySelectorAll("[data-ask]:not([data-today])")]
    .map((box) => box.dataset.ask).filter((item) => answers[item]).map((item) => [item, answers[item]]));
  keepAnswers(lasting);
  wish({ muscle: choices.muscle ?? wishes().muscle });
  const { steps, leftOut } = planOf(session, table, choices, answers);
  part("coming").replaceChildren(...steps.map(({ id }) => line("li", table.steps[id].title)));
  part("overview-long").textContent = words.minutes.replace("{minutes}", minutesOf(steps.reduce((sum, each) => sum + each.seconds * 1000, 0)));
  part("not-offered").replaceChildren(...leftOut.map(notOffered));
  const cares = [...new Set(steps.flatMap(({ id }) => table.care[table.steps[id].needs] ?? []))];
  part("care").hidden = !cares.length;
  part("cares").replaceChildren(...cares.map((each) => line("li", each)));
  show("overview");
}

function notOffered({ wanted, taken, limits, known }) {
  const box = document.createElement("div");
  box.className = "not-offered";
  box.append(line("p", words.instead.replace("{wanted}", table.steps[wanted].title).replace("{taken}", table.steps[taken].title)));
  box.append(line("p", [known ? words.known : words.unknown, ...new Set(limits.filter((limit) => !known || answers[limit.item] === "yes").map((limit) => limit.words))].join(" ")));
  return box;
}

function line(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function start() {
  device.wake();
  const { steps } = planOf(session, table, choices, answers);
  state = { id: newId(), session: session.id, began: new Date().toISOString(), run: begin(steps, Date.now()), bother, phase: "runs" };
  tell("unfinished");
  play();
}

// ---- While it runs

function play() {
  heardIn = -1;
  device.stayAwake();
  show("step");
  rehearse();
  clearInterval(timer);
  timer = setInterval(tick, TICK_MS);
  tick();
}

/** Hand the sounds of all that is left over to the sound card. */
function rehearse() {
  device.hush();
  const run = settle(state.run, Date.now());
  if (!wishes().sound || run.since === null) return;
  let offset = -run.spent;
  const tones = [];
  for (const { id, seconds } of run.steps.slice(run.index)) {
    for (const { at, kind } of signalsOf(table.steps[id], seconds)) if (offset + at >= 0) tones.push({ inMs: offset + at, kind });
    offset += seconds * 1000;
  }
  device.schedule([...tones, { inMs: offset, kind: "end" }]);
}

function tick() {
  if (!state || state.phase !== "runs") return;
  const now = Date.now();
  state.run = settle(state.run, now);
  if (isOver(state.run)) return finish();
  const { index, spent, since } = state.run;
  const { id, seconds } = state.run.steps[index];
  const step = table.steps[id];
  if (heardIn !== index) enter(step, index, spent);
  if (since !== null) signal(step, seconds, spent);
  draw(step, seconds, spent);
  const second = `${index}:${Math.floor(spent / 1000)}:${since === null}`;
  if (second !== shownSecond) {
    shownSecond = second;
    keep({ ...state, seen: now });
  }
}

function enter(step, index, spent) {
  heardIn = index;
  // What began long ago (after a sleep) is not spoken now.
  heardTo = spent > LATE_MS ? spent : -1;
  part("step-number").textContent = words.step.replace("{number}", index + 1).replace("{count}", state.run.steps.length);
  part("step-title").textContent = step.title;
  part("step-words").replaceChildren(...step.words.map((each) => line("li", each)));
  for (const picture of player.querySelectorAll("[data-drawing]")) picture.hidden = picture.dataset.drawing !== step.drawing;
  part("pacer").toggleAttribute("hidden", !step.breath);
  part("spoken").textContent = step.title;
}

function signal(step, seconds, spent) {
  const wanted = wishes();
  const said = { hold: words.hold, rest: words.rest, side: words.side, off: words.off };
  for (const { kind, words: spoken } of between(signalsOf(step, seconds, said), heardTo, spent)) {
    if (wanted.buzz) device.buzz(kind);
    if (wanted.voice && spoken) device.speak(spoken);
    if (kind === "cue" || kind === "end") part("spoken").textContent = spoken;
  }
  heardTo = Math.max(heardTo, spent);
}

function draw(step, seconds, spent) {
  const seconds_left = Math.ceil((seconds * 1000 - spent) / 1000);
  part("left").textContent = `${Math.floor(seconds_left / 60)}:${String(seconds_left % 60).padStart(2, "0")}`;
  part("pause").textContent = state.run.since === null ? words.go : words.pause;
  if (step.breath) {
    const { phase, leftS, full } = breathAt(spent, step.breath);
    part("pace").textContent = `${words[phase]} ${leftS}`;
    if (!still.matches) part("lung").setAttribute("r", (34 + 56 * full).toFixed(1));
  } else if (step.holds) {
    const { phase, side, leftS } = holdAt(spent, step.holds);
    part("pace").textContent = `${words[phase]} ${leftS}${side > 1 ? ` · ${words.second}` : ""}`;
  } else {
    part("pace").textContent = "";
  }
}

/** Change the run, keep that at once, and go on from there. */
function change(act) {
  state.run = act(state.run, Date.now());
  keep({ ...state, seen: Date.now() });
  device.beQuiet();
  heardIn = -1;
  shownSecond = null;
  rehearse();
  if (state.run.since === null) device.mayDoze();
  else device.stayAwake();
  tick();
}

// ---- The end, of whatever kind

function halt() {
  clearInterval(timer);
  device.hush();
  device.beQuiet();
  device.mayDoze();
}

function finish() {
  halt();
  if (wishes().buzz) device.buzz("end");
  state.phase = "rates";
  state.ended ??= howItEnded(state.run);
  state.lasted ??= lasted();
  keep(state);
  show("after");
  return tell(state.ended);
}

const lasted = (until = Date.now()) => Math.min(86_400, Math.max(0, Math.round((until - Date.parse(state.began)) / 1000)));

function end(how, seen = Date.now()) {
  state.run = pause(state.run, seen);
  state.ended = how;
  state.lasted = lasted(seen);
  return finish();
}

/** Nothing is left to ask; it is forgotten here once it is safe elsewhere. */
async function settleUp(told) {
  if (await told) forget();
}

/** Tell the diary; the same use each time, so that it is there once. */
function tell(ended) {
  keep({ ...state, seen: Date.now() });
  // Resolves with whether it is safe on this device or at the server.
  return send({
    entry: state.id,
    method: "PUT",
    path: `/api/session-uses/${state.id}`,
    words: `${words.words}: ${table.sessions[state.session]?.name ?? state.session}`,
    body: {
      session: state.session,
      began_at_utc: state.began,
      zone,
      ended,
      steps_done: state.run.done,
      lasted_s: ended === "unfinished" && !state.ended ? null : state.lasted,
      bother_before_0_10: state.bother.before,
      bother_after_0_10: state.bother.after,
    },
  }).then(() => true, (problem) => { toast(problem.message || words.failed); return false; });
}

// ---- What was not ended when the page was left

function offerToGoOn(found) {
  state = found;
  session = table.sessions[state.session] ?? session;
  showName();
  // From then on nothing was heard: it waits at the last second that was seen.
  state.run = pause(state.run, Math.min(state.seen ?? Date.now(), Date.now()));
  const at = state.run.steps[state.run.index];
  const sentence = at ? words.resume.replace("{step}", table.steps[at.id]?.title ?? "") : words.ended;
  part("resume-words").textContent = sentence.replace("{session}", session.name).replace("{number}", state.run.index + 1).replace("{count}", state.run.steps.length);
  show("resume", false);
}

const isPlayable = (found) => found?.run.steps.every(({ id, seconds }) => table.steps[id] && seconds > 0);

// ---- Touches

for (const button of player.querySelectorAll("[data-muscle]")) {
  button.addEventListener("click", () => { choices.muscle = button.dataset.muscle; choose("touch"); });
}
for (const button of player.querySelectorAll("[data-touch]")) {
  button.addEventListener("click", () => {
    choices.touch = button.dataset.touch;
    if (choices.touch === "warm") show("warmth");
    else ask();
  });
}
for (const button of player.querySelectorAll("[data-minutes]")) {
  button.addEventListener("click", () => { choices.warmMinutes = Number(button.dataset.minutes); ask(); });
}
for (const box of player.querySelectorAll("[data-ask]")) {
  box.addEventListener("click", ({ target }) => {
    const { answer } = target.dataset;
    if (!answer) return;
    answers[box.dataset.ask] = answer;
    box.querySelector("[data-said-no]").hidden = true;
    press(box, "answer", answer);
  });
}
for (const box of player.querySelectorAll("[data-scale]")) {
  box.addEventListener("click", ({ target }) => {
    if (!("score" in target.dataset)) return;
    const score = Number(target.dataset.score);
    const name = box.dataset.scale;
    bother[name] = bother[name] === score ? null : score;
    press(box, "score", bother[name] === null ? null : String(score));
    if (state) {
      state.bother = { ...state.bother, [name]: bother[name] };
      keep(state);
    }
  });
}
for (const button of player.querySelectorAll("[data-wish]")) {
  const name = button.dataset.wish;
  button.hidden = !device.able[name];
  button.setAttribute("aria-pressed", String(wishes()[name]));
  button.addEventListener("click", () => {
    wish({ [name]: !wishes()[name] });
    button.setAttribute("aria-pressed", String(wishes()[name]));
  });
}
part("safety-no").addEventListener("click", () => choose("muscle"));
part("ask-done").addEventListener("click", overview);
part("overview-done").addEventListener("click", () => show("before"));
part("start").addEventListener("click", start);
part("pause").addEventListener("click", () => { device.wake(); change(state.run.since === null ? resume : pause); });
part("skip").addEventListener("click", () => change(skip));
part("back").addEventListener("click", () => change(back));
part("end").addEventListener("click", () => end("ended_early"));
part("wrong").addEventListener("click", () => { change(pause); show("stop"); });
part("stop-no").addEventListener("click", () => { change(resume); play(); });
part("stop-yes").addEventListener("click", async (event) => {
  event.preventDefault();
  await settleUp(end("stop_rule"));
  location.href = event.target.href;
});
part("after-done").addEventListener("click", () => {
  settleUp(tell(state.ended));
  show("done");
});
part("resume-go").addEventListener("click", () => {
  device.wake();
  if (state.phase === "rates") return show("after");
  state.run = resume(state.run, Date.now());
  return play();
});
part("resume-end").addEventListener("click", () => {
  settleUp(state.phase === "rates" ? tell(state.ended) : end("unfinished", Math.min(state.seen ?? Date.now(), Date.now())));
  show("done");
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden || state?.phase !== "runs") return;
  tick();
  if (state.phase === "runs" && state.run.since !== null) device.stayAwake();
});
window.addEventListener("pageshow", () => { if (state?.phase === "runs" && timer) tick(); });

showName();
const found = kept();
if (isPlayable(found)) offerToGoOn(found);
else show("safety", false);
