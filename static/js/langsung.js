// The screen of a meeting that goes on ([data-langsung="PK"]). Rows typed in forms [data-kirim] and notes in forms
// [data-otomatis] wait on this device until the server has them, in their order; a failed send is tried again, also
// after a reload or a new sign-in. Without this script every form is sent by itself and the page comes back.
//
// Header X-Langsung tells how many rows still wait ("semua": none, and every part is wanted); the answer is the changed
// parts [data-panel], 204 while more follow, or 422 {errors, fields, dilihat}. The clock moves by the server's time.
(() => {
  "use strict";
  const root = document.querySelector("[data-langsung]");
  const user = document.body.dataset.user;
  if (!root || !user) return;
  const STORE = `draf:${user}:rembuk-${root.dataset.langsung}-antrean`;
  const PAUSES = [3, 8, 20, 60];
  const QUIET = 1500;
  const SKIP = new Set(["csrfmiddlewaretoken", "_draf"]);
  const arrived = performance.now();
  const list = root.querySelector("[data-antrean]");
  const person = root.querySelector("form[data-orang]");
  const fresh = () => [...crypto.getRandomValues(new Uint8Array(8))].map((one) => one.toString(16).padStart(2, "0")).join("");
  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  const serverNow = () => new Date((Number(root.dataset.sekarang) * 1000) + (performance.now() - arrived));

  // --- what has not arrived yet ------------------------------------------------------------------
  const read = () => { try { return JSON.parse(localStorage.getItem(STORE)) || []; } catch { return []; } };
  let queue = read();
  let sending = false;
  let tries = 0;
  let timer;
  let halted = "";
  let leaving = false;
  let behind = false; // an earlier answer brought no parts, because more rows followed

  function keep() {
    try {
      if (queue.length) localStorage.setItem(STORE, JSON.stringify(queue.map(({ held, ...item }) => item)));
      else localStorage.removeItem(STORE);
    } catch { /* a private window: the page itself still holds the rows */ }
    show();
  }

  function fieldsOf(form) {
    return [...new FormData(form)].filter(([name, value]) => !SKIP.has(name) && typeof value === "string");
  }

  function add(form, { label, note = false, wait = 0 }) {
    const item = { id: fresh(), url: form.action, fields: fieldsOf(form), label, note, held: performance.now() + wait };
    const before = note ? queue.findIndex((one) => one.url === item.url && !one.flying) : -1;
    if (before >= 0) queue[before] = { ...item, id: queue[before].id };
    else queue.push(item);
    keep();
    pump(wait);
  }

  function pump(wait = 0) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  async function send() {
    const item = queue.find((one) => !one.errors);
    if (sending || halted || leaving || !item) return;
    const due = (item.held || 0) - performance.now();
    if (due > 0) { pump(due + 20); return; }
    sending = item.flying = true;
    const form = item.note ? [...root.querySelectorAll("form[data-otomatis]")].find((one) => one.action === item.url) : null;
    const body = new URLSearchParams(item.fields);
    body.set("csrfmiddlewaretoken", csrf());
    const mark = form?.querySelector("[name$=dilihat]");
    if (mark && item.held !== undefined) body.set(mark.name, mark.value); // typed on this page: what it last saw
    const left = queue.filter((one) => one !== item && !one.errors).length;
    let answer = null;
    try {
      answer = await fetch(item.url, { method: "POST", body, redirect: "manual", headers: { "X-Langsung": left || !behind ? String(left) : "semua" } });
    } catch { /* no connection */ }
    sending = item.flying = false;
    if (leaving) return; // the next page sends it once more, which changes nothing, and shows it
    if (!answer || answer.status >= 500 || answer.status === 429) later();
    else if (answer.ok) await done(item, answer, mark);
    else if (answer.status === 422) refused(item, await answer.json(), mark);
    else if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) stop(answer.status);
    else refused(item, { errors: ["Server menolak baris ini. Muat ulang halaman, lalu periksa."] });
    show();
  }

  function later() {
    pump(PAUSES[Math.min(tries++, PAUSES.length - 1)] * 1000);
  }

  function stop(status) {
    halted = status === 403 ? "Belum diterima: masuk lagi atau muat ulang halaman. Baris di bawah aman di HP ini."
      : "Masa masuk habis. Baris di bawah aman di HP ini; masuk lagi, lalu terkirim sendiri.";
  }

  async function done(item, answer, mark) {
    tries = 0;
    queue = queue.filter((one) => one !== item);
    keep();
    const seen = answer.headers.get("X-Dilihat");
    if (mark && seen) mark.value = seen;
    if (item.note) noteState(mark?.form, `Tersimpan ${hour(serverNow())}`);
    behind = answer.status === 204;
    if (!behind) replace(await answer.text());
    pump();
  }

  function refused(item, { errors, dilihat }, mark) {
    item.errors = errors;
    if (mark && dilihat) mark.value = dilihat;
    if (item.note) noteState(mark?.form, errors.join(" "), true);
    keep();
    pump();
  }

  // --- the parts of the page ---------------------------------------------------------------------
  function replace(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    for (const panel of [...holder.content.children]) {
      const old = document.getElementById(panel.id);
      if (!old) continue;
      const open = [...old.querySelectorAll("details")].map((one) => one.open);
      old.replaceWith(panel);
      [...panel.querySelectorAll("details")].forEach((one, at) => { if (at in open) one.open = open[at]; });
    }
    root.dataset.hitung = String(performance.now());
    follow();
    tick();
  }

  const hour = (when) => when.toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: root.dataset.zona || undefined }).replace(":", ".");

  function noteState(form, text, bad = false) {
    const place = form?.querySelector("[data-catatan-keadaan]");
    if (!place) return;
    place.textContent = text;
    place.classList.toggle("is-bad", bad);
  }

  function show() {
    const rows = queue.filter((one) => !one.note || one.errors);
    list.hidden = !queue.length && !halted;
    list.replaceChildren();
    if (halted) list.append(line(halted, "is-bad", [["Muat ulang dan masuk lagi", () => location.reload()]]));
    for (const item of rows) {
      if (!item.errors) list.append(line(`${item.label} – menunggu sinyal`));
      else list.append(line(`${item.label}: ${item.errors.join(" ")}`, "is-bad", [["Perbaiki", () => mend(item)], ["Buang", () => drop(item)]]));
    }
    const notes = queue.filter((one) => one.note && !one.errors).length;
    if (notes && tries) list.append(line(`${notes} catatan menunggu sinyal`));
    const leave = document.querySelector("form[data-draf-bersih]");
    if (leave && queue.length) leave.dataset.konfirmasi = `${queue.length} baris rembuk belum sampai ke server dan akan hilang dari HP ini. Tetap keluar?`;
    else if (leave) delete leave.dataset.konfirmasi;
  }

  function line(text, kind = "", buttons = []) {
    const row = document.createElement("li");
    row.className = kind;
    row.append(Object.assign(document.createElement("span"), { textContent: text }));
    for (const [words, act] of buttons) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link", textContent: words });
      button.addEventListener("click", act);
      row.append(button);
    }
    return row;
  }

  function drop(item) {
    queue = queue.filter((one) => one !== item);
    keep();
  }

  function mend(item) {
    const form = [...root.querySelectorAll("form[data-kirim], form[data-otomatis]")].find((one) => one.action === item.url);
    drop(item);
    if (!form) return;
    fill(form, item.fields);
    form.closest("details")?.setAttribute("open", "");
    if (item.note) noted(form);
    form.querySelector("input:not([type=hidden]), textarea")?.focus();
  }

  function fill(form, fields) {
    const values = new Map(fields);
    for (const field of form.elements) {
      if (!field.name || SKIP.has(field.name) || field.name.endsWith("dilihat")) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.get(field.name) === field.value;
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
  }

  // --- sending a row -----------------------------------------------------------------------------
  const part = (form, name) => form.querySelector(`[name$="-${name}"]`);

  function labelOf(form) {
    if (form === person) return `${part(form, "name").value.trim()} (${form.querySelector("[name$=-sex]:checked")?.value || "?"})`;
    const words = form.querySelector("textarea")?.value.trim() || form.dataset.kirim;
    return words.length > 60 ? `${words.slice(0, 57)}…` : words;
  }

  // A person without name, sex or RT is not sent: the eyes are still on the form.
  function lacking(form) {
    if (form !== person) return form.querySelector("textarea[name$=-text]")?.value.trim() === "" ? form.querySelector("textarea") : null;
    if (!part(form, "name").value.trim()) return part(form, "name");
    if (!form.querySelector("[name$=-sex]:checked")) return form.querySelector("[name$=-sex]");
    const rt = form.querySelector("select[name$=-rt_id]");
    const origin = !rt && part(form, "address");
    return rt && !rt.value ? rt : origin && !origin.value.trim() ? origin : null;
  }

  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("[data-kirim], [data-otomatis]")) return;
    if (part(form, "pk")?.value) return; // changing a row: sent as a page, which shows it again
    event.preventDefault();
    if (form.matches("[data-otomatis]")) { noted(form, 0); return; }
    const empty = "tetap" in form.dataset || "pukul" in form.dataset ? null : lacking(form);
    if (empty) {
      document.dispatchEvent(new CustomEvent("pesan", { detail: "Lengkapi dahulu: nama, L/P, dan asalnya." }));
      if (form !== person) document.dispatchEvent(new CustomEvent("pesan", { detail: "Tulis dahulu isinya." }));
      empty.focus();
      return;
    }
    const moment = form.querySelector("[name=pukul]");
    if (moment) moment.value = hour(serverNow());
    add(form, { label: labelOf(form) });
    if (moment || "tetap" in form.dataset) return;
    again(form);
  }, true);

  // Ready for the next row; the RT stays, because neighbours come together.
  function again(form) {
    const rt = form.querySelector("select[name$=-rt_id]")?.value;
    const origin = form === person && !rt ? part(form, "address")?.value : "";
    for (const field of form.elements) {
      if (field.type === "hidden" && !field.name.endsWith("kunci") && !field.name.endsWith("-pk")) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = field.defaultChecked;
      else if (field.tagName === "SELECT") field.selectedIndex = Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
      else if (field.name && !SKIP.has(field.name)) field.value = "";
    }
    part(form, "kunci").value = fresh();
    if (rt) form.querySelector("select[name$=-rt_id]").value = rt;
    if (origin && form.querySelector("[data-lembaga]")) part(form, "address").value = origin;
    form.querySelectorAll("[data-galat]").forEach((one) => one.remove());
    form.querySelectorAll("[data-cara]").forEach((one) => one.dispatchEvent(new Event("change", { bubbles: true })));
    form.dispatchEvent(new Event("draf:selesai"));
    form.querySelector("input:not([type=hidden]), textarea").focus();
  }

  function noted(form, wait = QUIET) {
    noteState(form, "menyimpan …");
    add(form, { label: form.dataset.otomatis, note: true, wait });
  }

  root.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-otomatis]");
    if (form) noted(form);
  });

  // --- names: people who came before, single keys --------------------------------------------------
  const known = JSON.parse(document.getElementById("orang-dikenal")?.textContent || "[]");
  const options = root.querySelector("[data-dikenal]");
  const nameField = person && part(person, "name");
  let marked = -1;

  const plain = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
  const present = () => new Map([...root.querySelectorAll("[data-nama]:is(li)")].map((one) => [plain(one.dataset.nama), one.value]));

  function rtLabel(pk) {
    return person.querySelector(`select[name$=-rt_id] option[value="${Number(pk)}"]`)?.textContent || "Luar";
  }

  function suggest() {
    const words = plain(nameField.value);
    const here = present();
    const found = words.length < 2 ? [] : known.filter(([name]) => plain(name).includes(words))
      .sort(([a], [b]) => plain(a).indexOf(words) - plain(b).indexOf(words)).slice(0, 6);
    options.replaceChildren(...found.map((one, at) => {
      const [name, sex, rt, , , , address] = one;
      const row = document.createElement("li");
      row.id = `dikenal-${at}`;
      row.setAttribute("role", "option");
      row.textContent = `${name} (${sex}), ${person.querySelector("[data-lembaga]") ? address : Number(rt) ? `RT ${rtLabel(rt)}` : address || "luar"}`;
      if (here.has(plain(name))) row.append(" – sudah tercatat");
      row.addEventListener("pointerdown", (event) => { event.preventDefault(); take(one); });
      return row;
    }));
    found.forEach((one, at) => { options.children[at].person = one; });
    marked = -1;
    options.hidden = !found.length;
    nameField.setAttribute("aria-expanded", String(Boolean(found.length)));
    nameField.removeAttribute("aria-activedescendant");
  }

  function take([name, sex, rt, element, poor, vulnerable, address]) {
    nameField.value = name;
    person.querySelectorAll("[name$=-sex]").forEach((one) => { one.checked = one.value === sex; });
    part(person, "rt_id").value = String(rt);
    part(person, "element").value = element;
    if (part(person, "poor")) part(person, "poor").checked = Boolean(poor);
    part(person, "vulnerable").checked = Boolean(vulnerable);
    part(person, "address").value = address;
    options.hidden = true;
    person.dispatchEvent(new Event("input", { bubbles: true }));
    person.querySelector(".live-add").focus();
  }

  function mark(step) {
    const rows = [...options.children];
    marked = (marked + step + rows.length) % rows.length;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === marked)));
    nameField.setAttribute("aria-activedescendant", rows[marked].id);
  }

  if (person) {
    options.id = "daftar-dikenal";
    options.setAttribute("role", "listbox");
    options.setAttribute("aria-label", "Pernah hadir");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": options.id })) nameField.setAttribute(name, value);
    nameField.addEventListener("input", suggest);
    nameField.addEventListener("blur", () => { options.hidden = true; });
    person.addEventListener("keydown", (event) => {
      const field = event.target;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (field === nameField && !options.hidden && ["ArrowDown", "ArrowUp"].includes(event.key)) { event.preventDefault(); mark(event.key === "ArrowDown" ? 1 : -1); }
      else if (field === nameField && !options.hidden && event.key === "Escape") options.hidden = true;
      else if (field === nameField && !options.hidden && event.key === "Enter" && marked >= 0) { event.preventDefault(); take(options.children[marked].person); }
      else if (field.matches("[name$=-sex]") && /^[lp]$/i.test(event.key)) {
        event.preventDefault();
        person.querySelector(`[name$=-sex][value=${event.key.toUpperCase()}]`).checked = true;
        person.dispatchEvent(new Event("input", { bubbles: true }));
        (person.querySelector("select[name$=-rt_id]") || part(person, "address")).focus();
      } else if (field.matches("[type=checkbox]") && /^[xvy1]$/i.test(event.key)) { event.preventDefault(); field.click(); }
      else if (event.key === "Enter" && field.matches("select, [type=checkbox], [type=radio]")) { event.preventDefault(); person.requestSubmit(); }
    });
    part(person, "element").addEventListener("change", ({ target }) => {
      if (target.value === "MBR" && part(person, "poor")) part(person, "poor").checked = true;
      if (["DIFABEL", "LANSIA"].includes(target.value)) part(person, "vulnerable").checked = true;
    });
  }

  // --- the clock -----------------------------------------------------------------------------------
  root.dataset.hitung = String(performance.now());
  function tick() {
    const now = root.querySelector("[data-jam]");
    if (!now) return;
    const spent = Number(now.dataset.mulai) + Math.floor((performance.now() - Number(root.dataset.hitung)) / 60000);
    const planned = Number(now.dataset.rencana);
    const over = planned ? Math.max(0, spent - planned) : 0;
    now.querySelector("[data-jam-kata]").textContent = `${spent}${planned ? ` dari ${planned}` : ""} menit${over ? `, lewat ${over} menit` : ""}`;
    now.classList.toggle("is-over", over > 0);
  }

  // The notes of the point that is discussed now lie open.
  let lastPoint = root.querySelector("[aria-current=step]")?.dataset.acara;
  function follow() {
    const point = root.querySelector("[aria-current=step]")?.dataset.acara;
    if (!point || point === lastPoint) return;
    lastPoint = point;
    document.getElementById(`catatan-${point}`)?.setAttribute("open", "");
    const about = root.querySelector("[name$=agenda_item_id]");
    if (about && !part(about.form, "text").value) about.value = point;
  }

  setInterval(tick, 10000);
  window.addEventListener("online", () => { tries = 0; pump(); });
  window.addEventListener("pagehide", keep);
  window.addEventListener("beforeunload", () => { leaving = true; setTimeout(() => { leaving = false; pump(); }, 4000); });

  // Notes that waited when the page was left stand in their fields again.
  for (const item of queue.filter((one) => one.note)) {
    const form = [...root.querySelectorAll("form[data-otomatis]")].find((one) => one.action === item.url);
    if (form) { fill(form, item.fields); form.closest("details")?.setAttribute("open", ""); }
  }
  show();
  pump();
})();
