// What a step tells at each moment: in or out, hold or rest, and what is heard and felt. Pure.

/** Where a breath is: in or out, the seconds left of it, and how full (0 to 1) the circle is. */
export function breathAt(ms, { inS, outS }) {
  const into = (ms / 1000) % (inS + outS);
  const isIn = into < inS;
  const full = isIn ? into / inS : 1 - (into - inS) / outS;
  return { phase: isIn ? "in" : "out", leftS: Math.ceil((isIn ? inS : inS + outS) - into - 1e-9), full };
}

/** Where a stretch is: hold or rest, which time, which side, and the seconds left of it. */
export function holdAt(ms, { holdS, restS, times, sides }) {
  const round = holdS + restS;
  const number = Math.min(Math.floor(ms / 1000 / round), times * sides - 1);
  const into = ms / 1000 - number * round;
  const isHold = into < holdS;
  const leftS = Math.ceil((isHold ? holdS : round) - into - 1e-9);
  return { phase: isHold ? "hold" : "rest", time: (number % times) + 1, side: Math.floor(number / times) + 1, leftS };
}

/**
 * All that is heard and felt in a step, by its milliseconds: { at, kind, words }.
 * kind is begin, in, out, hold, rest, side, cue or end; words are spoken where there are some.
 */
export function signalsOf(step, seconds, words = {}) {
  const found = [{ at: 0, kind: "begin", words: `${step.title}. ${step.spoken}` }];
  if (step.breath) {
    for (let at = 0; at < seconds; at += step.breath.inS + step.breath.outS) {
      found.push({ at: at * 1000, kind: "in" });
      if (at + step.breath.inS < seconds) found.push({ at: (at + step.breath.inS) * 1000, kind: "out" });
    }
  }
  if (step.holds) {
    const { holdS, restS, times, sides } = step.holds;
    for (let round = 0; round < times * sides; round += 1) {
      const at = round * (holdS + restS);
      const newSide = round > 0 && round % times === 0;
      // The first hold is not called out: the words of the step are still spoken.
      found.push({ at: at * 1000, kind: newSide ? "side" : "hold", words: round === 0 ? undefined : words.hold });
      found.push({ at: (at + holdS) * 1000, kind: "rest", words: round === times - 1 && sides > 1 ? words.side : words.rest });
    }
  }
  for (const cue of step.cues) if (cue.at < seconds) found.push({ at: cue.at * 1000, kind: "cue", words: cue.words });
  if (step.halfTime) {
    found.push({ at: seconds * 500, kind: "cue", words: step.halfTime });
    found.push({ at: seconds * 1000 - 100, kind: "end", words: words.off });
  }
  return found.sort((one, other) => one.at - other.at);
}

/** The signals of a step that fall after one moment and not after another. */
export const between = (signals, from, to) => signals.filter(({ at }) => at > from && at <= to);
