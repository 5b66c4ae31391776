// The first screens: what was wished for is kept, and they are not shown again.

import { call } from "./api.js";
import { toast } from "./toast.js";

const country = document.getElementById("country");
const calm = document.getElementById("calm");

document.getElementById("finish").addEventListener("click", async () => {
  try {
    const settings = await call("GET", "/api/settings");
    const wishes = country ? { country: country.value || null, calm_mode: calm.checked } : {};
    await call("PUT", "/api/settings", { ...settings, ...wishes, introduced: true });
    location.assign("/");
  } catch {
    toast(document.getElementById("welcome").dataset.failed);
  }
});
