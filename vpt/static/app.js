// Small comforts on top of pages that work without this script. Nothing here is needed to do the job.
"use strict";

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const language = document.documentElement.lang === "en" ? "en-GB" : "nl-NL";
const clock = () => new Date().toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });

// A form that keeps a draft: posted quietly when the typing pauses, never in the way of the person.
for (const form of all("form[data-autosave]")) {
  const status = form.querySelector("[data-autosave-status]");
  const say = (text) => { if (status && status.textContent !== text) status.textContent = text; };
  let timer = 0;
  let busy = false;
  let again = false;
  let sent = false;

  const save = async () => {
    if (sent) return;
    if (busy) { again = true; return; }
    busy = true;
    again = false;
    const body = new FormData(form);
    for (const [name, value] of Array.from(body)) if (value instanceof File) body.delete(name);
    try {
      say(form.dataset.saving);
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST", body, credentials: "same-origin", redirect: "error",
        headers: { "X-Requested-With": "autosave", Accept: "application/json" },
      });
      if (answer.status === 401) { say(form.dataset.signedOut); plan(60000); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      say(`${form.dataset.saved} ${clock()}`);
    } catch {
      say(form.dataset.unsaved);
      plan(15000);
    } finally {
      busy = false;
      if (again) plan(500);
    }
  };
  const plan = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };

  form.addEventListener("input", () => plan(1500));
  form.addEventListener("change", () => plan(600));
  form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
  window.addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });
}

// One press sends once; the button keeps its place and its name.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  for (const button of all("[data-once]", form)) button.setAttribute("aria-disabled", "true");
  setTimeout(release, 10000, form); // an answer may be a download, which leaves the page standing
});
const release = (form) => {
  delete form.dataset.sent;
  for (const button of all("[data-once]", form)) button.removeAttribute("aria-disabled");
};
window.addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

// The error summary takes the focus; a link in it opens the fold in which its field lies.
const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();
const unfold = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.focus();
};
window.addEventListener("hashchange", unfold);
if (!summary) unfold();

// Menus close with Escape and with a press elsewhere; everything opens on paper.
document.addEventListener("click", (event) => {
  for (const menu of all("details[data-close-outside][open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all("details[data-close-outside][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
window.addEventListener("beforeprint", () => { for (const fold of all("details.vpt-fold")) fold.open = true; });

// Names and sizes of the chosen files.
for (const input of all("input[data-file-list]")) {
  input.addEventListener("change", () => {
    const list = document.getElementById(input.dataset.fileList);
    list.replaceChildren(...Array.from(input.files, (file) => {
      const line = document.createElement("li");
      const size = (file.size / 1048576).toLocaleString(language, { maximumFractionDigits: 1 });
      line.textContent = `${file.name} (${size} MB)`;
      return line;
    }));
  });
}

// A friendly word when free text looks like something that does not belong there.
const elevenProof = (digits) => digits.length === 9 && digits !== "000000000" &&
  Array.from(digits).reduce((sum, digit, place) => sum + Number(digit) * (place === 8 ? -1 : 9 - place), 0) % 11 === 0;
const looksPrivate = (text) => /[\w.+-]+@[\w-]+\.\w{2,}/.test(text) ||
  /(?:\+31|\b0031|\b0)[\s-]?[1-9](?:[\s-]?\d){8}\b/.test(text) ||
  (text.match(/\b(?:\d[ .]?){8}\d\b/g) || []).some((found) => elevenProof(found.replace(/\D/g, "")));
for (const field of all("[data-privacy-hint]")) {
  const input = field.querySelector("input, textarea");
  const note = document.createElement("p");
  note.className = "vpt-privacy";
  note.setAttribute("role", "status");
  note.hidden = true;
  field.append(note);
  const look = () => {
    const found = looksPrivate(input.value);
    note.hidden = !found;
    note.textContent = found ? field.dataset.privacyHint : "";
  };
  input.addEventListener("input", look);
  look();
}

// "Lees voor": the browser's own voice, in the language of the page.
if ("speechSynthesis" in window) {
  for (const button of all("[data-read-aloud]")) {
    const label = button.querySelector("span");
    const start = label.textContent;
    const rest = () => { label.textContent = start; button.removeAttribute("aria-pressed"); };
    button.hidden = false;
    button.addEventListener("click", () => {
      const reading = button.hasAttribute("aria-pressed");
      speechSynthesis.cancel();
      if (reading) { rest(); return; }
      const words = new SpeechSynthesisUtterance(document.getElementById(button.dataset.readAloud).innerText);
      words.lang = language;
      words.onend = rest;
      words.onerror = rest;
      button.setAttribute("aria-pressed", "true");
      label.textContent = button.dataset.stop;
      speechSynthesis.speak(words);
    });
  }
}

// On a narrow screen the strip of tabs scrolls: show the current one.
for (const tab of all(".vpt-tab[aria-current]")) {
  const strip = tab.closest(".vpt-tabs");
  if (strip) strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.clientWidth) / 2;
}
