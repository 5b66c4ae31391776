// The last module of every page: from now on the others hear each touch; those that came early are made good.

const early = window.early ?? [];
window.early = null;
for (const makeGood of early) makeGood();
