// The result of a measurement: printing needs a script, all else works without.

const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());
