// The first screens: what was wished for is kept, and they are not shown again.

import { call } from "./api.js";
import { toast } from "./toast.js";

const country = document.getElementById("country");
const calm = document.getElementById("calm");

const language = document.getElementById("language");
const failed = () => toast(document.getElementById("welcome").dataset.failed);

/** Go on in a language; what the browser asks for is never asked again in this tab. */
async function speak(wanted) {
  try {
    sessionStorage.setItem("language", wanted);
    await call("PUT", "/api/settings", { ...(await call("GET", "/api/settings")), language: wanted });
    location.reload();
  } catch {
    language.value = document.documentElement.lang;
    failed();
  }
}

language?.addEventListener("change", () => speak(language.value));
const { askedFor } = language?.dataset ?? {};
if (askedFor && askedFor !== language.value && !sessionStorage.getItem("language")) speak(askedFor);

document.getElementById("finish").addEventListener("click", async () => {
  try {
    const settings = await call("GET", "/api/settings");
    const wishes = country ? { country: country.value || null, calm_mode: calm.checked } : {};
    await call("PUT", "/api/settings", { ...settings, ...wishes, introduced: true });
    location.assign("/");
  } catch {
    failed();
  }
});
