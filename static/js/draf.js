// <form data-draf="KEY"> keeps what is being typed: on the server at /draf/KEY/, and as a bridge on this device
// until the server has it. Optional: data-draf-versi (version of the record that was opened), data-draf-disimpan
// (ISO time at which the record itself was saved), data-draf-url, data-draf-pulih (what was typed is put back without
// asking). A script that has sent the form itself says so with the event "draf:selesai" on it. The state is said in
// [data-draf-state].
//
// POST {fields, version, page, title} → 200 {saved_at} | 409 {saved_at} (another device was later) | 401/403.
// GET → 200 {fields, version, saved_at} | 204 when there is no draft.
(() => {
  "use strict";
  const user = document.body.dataset.user;
  if (!user) return;
  const PREFIX = "draf:";
  const QUIET = 1500; // ms without typing before the server is told
  const PAUSES = [5, 15, 45, 120, 300]; // s between tries while the server cannot be reached
  const SKIP = new Set(["csrfmiddlewaretoken", "_draf"]);
  const clock = (when) => new Date(when).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const day = (when) => new Date(when).toLocaleDateString("id-ID", { day: "numeric", month: "long" });
  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  // --- the copy on this device ---------------------------------------------------------------
  const store = {
    name: (key) => `${PREFIX}${user}:${key}`,
    read(key) {
      try { return JSON.parse(localStorage.getItem(this.name(key))); } catch { return null; }
    },
    write(key, copy) {
      if (this.closed) return true;
      try { localStorage.setItem(this.name(key), JSON.stringify(copy)); return true; } catch { return false; }
    },
    drop(key) { try { localStorage.removeItem(this.name(key)); } catch { /* private mode */ } },
    keys() {
      try { return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)); } catch { return []; }
    },
  };

  // --- fields of a form as plain values --------------------------------------------------------
  function collect(form) {
    const fields = {};
    for (const field of form.elements) {
      if (!field.name || SKIP.has(field.name) || ["file", "password", "submit", "button"].includes(field.type)) continue;
      const choice = field.type === "checkbox" || field.type === "radio";
      fields[field.name] ??= [];
      if (field.type === "select-multiple") fields[field.name].push(...[...field.selectedOptions].map((option) => option.value));
      else if (!choice || field.checked) fields[field.name].push(field.value);
    }
    return fields;
  }

  const MANAGEMENT = /-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/;
  const filled = (fields) => Object.entries(fields).filter(([name, values]) => !MANAGEMENT.test(name) && values.some((value) => value !== "")).length;
  const same = (a, b) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

  function apply(form, fields) {
    for (const [name, [count]] of Object.entries(fields)) {
      if (!name.endsWith("-TOTAL_FORMS")) continue;
      const detail = { form, name: name.replace(/-TOTAL_FORMS$/, ""), count: Number(count) };
      document.dispatchEvent(new CustomEvent("baris:tumbuh", { detail }));
    }
    for (const field of form.elements) {
      if (!field.name || !(field.name in fields) || field.type === "file" || MANAGEMENT.test(field.name)) continue;
      const values = fields[field.name];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.type === "select-multiple") [...field.options].forEach((option) => { option.selected = values.includes(option.value); });
      else field.value = values[0] ?? "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // --- one form ------------------------------------------------------------------------------
  class Draft {
    constructor(form) {
      this.form = form;
      this.key = form.dataset.draf;
      this.url = form.dataset.drafUrl || `/draf/${this.key.split("/").map(encodeURIComponent).join("/")}/`;
      this.state = form.querySelector("[data-draf-state]")
        || (form.id && document.querySelector(`[form="${CSS.escape(form.id)}"]`)?.closest(".action-bar")?.querySelector("[data-draf-state]"));
      this.start = collect(form);
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_draf", value: this.key }));
      this.tries = 0;
      this.paused = false;
      form.addEventListener("input", () => this.typed());
      form.addEventListener("change", () => this.typed());
      form.addEventListener("submit", (event) => { if (!event.defaultPrevented) this.submitted(); });
      form.addEventListener("draf:selesai", () => this.done());
      window.addEventListener("online", () => { if (this.dirty) this.send(); });
      window.addEventListener("pagehide", () => { if (this.dirty && !this.leaving) this.keep(); });
      window.addEventListener("beforeunload", (event) => { if (this.dirty && !this.kept && !this.leaving) event.preventDefault(); });
      this.look();
    }

    say(state, text) {
      if (!this.state) return;
      this.state.dataset.state = state;
      this.state.textContent = text;
    }

    typed() {
      if (this.paused) return;
      this.dirty = true;
      this.kept = false;
      clearTimeout(this.keepTimer);
      clearTimeout(this.sendTimer);
      this.keepTimer = setTimeout(() => this.keep(), 300);
      this.sendTimer = setTimeout(() => this.send(), QUIET);
    }

    keep(extra = {}) {
      const fields = collect(this.form);
      this.kept = store.write(this.key, { fields, at: new Date().toISOString(), version: this.version(), ...extra });
      if (!store.asked) { store.asked = true; navigator.storage?.persist?.().catch(() => {}); }
    }

    version() { return Number(this.form.dataset.drafVersi) || null; }

    async send() {
      this.keep();
      this.dirty = false;
      this.say("busy", "menyimpan …");
      const body = JSON.stringify({ fields: collect(this.form), version: this.version(), page: location.pathname, title: document.title });
      let answer;
      try {
        answer = await fetch(this.url, {
          method: "POST", body, keepalive: body.length < 60000, redirect: "manual",
          headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
        });
      } catch { return this.failed(); }
      if (answer.ok) return this.arrived(await answer.json());
      if (answer.status === 409) return this.refused("Draf ini diubah di perangkat lain. Muat ulang sebelum melanjutkan.");
      if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) {
        return this.refused("Masa masuk habis. Isian aman di HP ini; masuk lagi di tab lain, lalu simpan.");
      }
      return this.failed();
    }

    arrived({ saved_at: savedAt }) {
      this.tries = 0;
      if (!this.dirty) store.drop(this.key);
      this.say("saved", `Tersimpan di server ${clock(savedAt || Date.now())}`);
    }

    failed() {
      this.dirty = true;
      const pause = PAUSES[Math.min(this.tries++, PAUSES.length - 1)];
      clearTimeout(this.sendTimer);
      this.sendTimer = setTimeout(() => this.send(), pause * 1000);
      this.say("local", this.kept ? "Belum tersimpan – aman di HP ini" : "Belum tersimpan – jangan tutup halaman ini");
    }

    refused(text) {
      this.dirty = true;
      this.say("failed", text);
    }

    // The copy stays until a later page shows that the form has arrived (see `forget`).
    submitted() {
      clearTimeout(this.keepTimer); // a later copy would no longer be marked as sent
      clearTimeout(this.sendTimer);
      this.keep({ sent: true });
      this.leaving = true;
    }

    // A script took over what was typed: nothing is left to keep, and what stands in the form is its new beginning.
    done() {
      clearTimeout(this.keepTimer);
      clearTimeout(this.sendTimer);
      this.start = collect(this.form);
      this.dirty = false;
      store.drop(this.key);
      this.say("", "");
      fetch(this.url, { method: "DELETE", headers: { "X-CSRFToken": csrf() }, redirect: "manual" }).catch(() => {});
    }

    async look() {
      let server = null;
      try {
        const answer = await fetch(this.url, { headers: { Accept: "application/json" }, redirect: "manual" });
        if (answer.status === 200) server = await answer.json();
      } catch { /* no connection: the local copy may still help */ }
      const local = store.read(this.key);
      const since = Math.max(Date.parse(server?.saved_at) || 0, Date.parse(this.form.dataset.drafDisimpan) || 0);
      if (local && Date.parse(local.at) > since && !same(local.fields, this.start)) {
        this.offer(local.fields, local.at, "di HP ini, belum sampai ke server");
      } else if (server && Date.parse(server.saved_at) > (Date.parse(this.form.dataset.drafDisimpan) || 0) && !same(server.fields, this.start)) {
        this.offer(server.fields, server.saved_at, "di server");
      } else if (local) store.drop(this.key);
    }

    offer(fields, at, place) {
      if ("drafPulih" in this.form.dataset) {
        if (filled(fields) && same(collect(this.form), this.start)) { apply(this.form, fields); this.typed(); }
        return;
      }
      const box = document.createElement("div");
      box.className = "notice notice-warn no-print";
      box.setAttribute("role", "status");
      box.innerHTML = '<span></span><div><p></p><p class="row-wrap"><button type="button" class="btn btn-secondary" data-use>Pakai isian itu</button><button type="button" class="btn btn-link" data-drop>Tidak, buang</button></p></div>';
      box.querySelector("p").textContent = `Ada ${filled(fields)} isian dari ${day(at)} pukul ${clock(at)} ${place}.`;
      box.querySelector("[data-use]").addEventListener("click", () => { box.remove(); apply(this.form, fields); this.typed(); });
      box.querySelector("[data-drop]").addEventListener("click", () => { box.remove(); store.drop(this.key); this.send(); });
      this.form.prepend(box);
    }
  }

  // --- copies of forms that have arrived, and of people who sign out ------------------------------
  // The server names the form it has just saved: the same form may stand on this page again, empty.
  function arrived() {
    const mark = document.cookie.split("; ").find((one) => one.startsWith("draf_selesai="));
    if (!mark) return;
    document.cookie = "draf_selesai=; path=/; max-age=0; samesite=lax";
    const key = decodeURIComponent(mark.slice("draf_selesai=".length));
    if (store.read(key)?.sent) store.drop(key);
  }

  function forget() {
    if (document.body.dataset.error) return;
    const here = new Set([...document.querySelectorAll("form[data-draf]")].map((form) => store.name(form.dataset.draf)));
    for (const name of store.keys()) {
      if (!name.startsWith(`${PREFIX}${user}:`) || here.has(name)) continue;
      const copy = store.read(name.slice(`${PREFIX}${user}:`.length));
      if (copy?.sent) localStorage.removeItem(name);
    }
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-draf-bersih]")) return;
    store.closed = true; // nothing may be written while this page is left
    store.keys().forEach((name) => localStorage.removeItem(name));
  });

  // --- the session is about to end -----------------------------------------------------------
  const seconds = Number(document.body.dataset.sessionSeconds);
  const say = (detail) => document.dispatchEvent(new CustomEvent("pesan", { detail }));
  const LONGEST = 2147483; // s that a timer can hold
  if (seconds > 300 && seconds < LONGEST) {
    setTimeout(() => say("Masa masuk habis 5 menit lagi. Simpan pekerjaan Anda sekarang."), (seconds - 300) * 1000);
  }

  arrived();
  forget();
  document.querySelectorAll("form[data-draf]").forEach((form) => new Draft(form));
})();
