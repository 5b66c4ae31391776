// What stands at the top of the page for the neurologist: each line is saved at once.

import { call } from "./api.js";
import { savedForm } from "./saved.js";

const form = document.getElementById("person");
const { inTurn } = savedForm(form);

function person() {
  const { name, born_on: born, ms_type: type, diagnosed_year: year, main_problem: problem } = Object.fromEntries(new FormData(form));
  return {
    name, main_problem: problem,
    born_on: born || null, ms_type: type || null, diagnosed_year: year ? Number(year) : null,
    questions: new FormData(form).getAll("question").map((each) => each.trim()).filter(Boolean),
  };
}

form.addEventListener("change", ({ target }) => inTurn(target, () => call("PUT", "/api/person", person())));
