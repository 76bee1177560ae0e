// <div data-peta-gambar data-dasar="ID of a JSON script" data-isi="ID of a textarea"> – drawing a map on Leaflet, on the
// earth without tiles or on the picture of a sketch. The textarea holds the objects as JSON and is the truth: a draft that
// is put back redraws the map, the server checks and stores it. Without data-isi the map is only looked at. The tools
// stand in the nearest [data-bengkel]; what is chosen there is told in [data-kata]. Everything works with the keyboard:
// arrows move the map, "Taruh di tengah" sets a point under the cross, the list leads to every object.
(() => {
  "use strict";
  const WORDS = { TITIK: "titik", GARIS: "garis", BIDANG: "bidang" };
  const LEAST = { TITIK: 1, GARIS: 2, BIDANG: 3 };

  class Drawing {
    constructor(holder) {
      this.holder = holder;
      this.base = JSON.parse(document.getElementById(holder.dataset.dasar).textContent);
      this.store = holder.dataset.isi ? document.getElementById(holder.dataset.isi) : null;
      this.room = holder.closest("[data-bengkel]");
      this.kinds = Object.fromEntries(this.base.jenis.map((one) => [one.kode, one]));
      this.things = this.store ? this.stored() : this.base.objek;
      this.past = [];
      this.corners = [];
      this.chosen = null;
      this.open();
      this.redraw();
      if (this.store) this.listen();
    }

    stored() { try { return JSON.parse(this.store.value || "[]"); } catch { return []; } }
    find(name) { return this.room.querySelector(`[data-${name}]`); }
    say(text) { const place = this.find("kata"); if (place) place.textContent = text; }

    // --- coordinates: stored as [longitude, latitude], or [x, y] from the upper left corner of the sketch -----------
    place([x, y]) { return this.base.sketsa ? L.latLng(-y, x) : L.latLng(y, x); }
    spot(place) {
      const round = (number, digits) => Number(number.toFixed(digits));
      return this.base.sketsa ? [round(place.lng, 1), round(-place.lat, 1)] : [round(place.lng, 7), round(place.lat, 7)];
    }

    // --- the map -----------------------------------------------------------------------------------------------------
    open() {
      const { sketsa, lebar, tinggi, batas } = this.base;
      this.holder.textContent = "";
      this.holder.classList.remove("map-empty");
      this.map = L.map(this.holder, {
        crs: sketsa ? L.CRS.Simple : L.CRS.EPSG3857, attributionControl: false, zoomSnap: 0.25, minZoom: -5, maxZoom: 24,
        scrollWheelZoom: false, doubleClickZoom: false, zoomControl: false,
      });
      L.control.zoom({ position: "topright", zoomInTitle: "Perbesar", zoomOutTitle: "Perkecil" }).addTo(this.map);
      this.ground = L.layerGroup().addTo(this.map);
      this.layer = L.layerGroup().addTo(this.map);
      this.draft = L.layerGroup().addTo(this.map);
      let frame;
      if (sketsa) {
        frame = L.latLngBounds([-tinggi, 0], [0, lebar]);
        L.imageOverlay(sketsa, frame).addTo(this.ground);
      } else {
        L.control.scale({ imperial: false }).addTo(this.map);
        const lines = L.geoJSON(this.base.garis, { interactive: false, style: (one) => this.lineOf(one) }).addTo(this.ground);
        lines.eachLayer((one) => one.feature.properties.nama && one.bindTooltip(one.feature.properties.nama, { permanent: true, direction: "center", className: "map-name" }));
        frame = lines.getLayers().length ? lines.getBounds() : L.latLngBounds([batas[1], batas[0]], [batas[3], batas[2]]);
      }
      const drawn = this.things.flatMap((one) => one.titik || []).map((spot) => this.place(spot));
      if (drawn.length && !sketsa) frame = this.base.garis.features.length ? frame.extend(L.latLngBounds(drawn)) : L.latLngBounds(drawn).pad(0.03);
      this.map.fitBounds(frame, { padding: [10, 10], maxZoom: 20 });
      this.map.on("click", (event) => this.tapped(event.latlng));
      this.map.on("zoomend", () => this.nearness());
      this.nearness();
    }

    // From far away symbols are small and names are left out, so that they do not hide each other.
    nearness() {
      const [a, b] = [[0, 0], [100, 0]].map((pixel) => this.map.containerPointToLatLng(pixel));
      const far = this.base.sketsa ? this.map.getZoom() < -1 : this.map.distance(a, b) > 60;
      this.holder.classList.toggle("map-far", far);
      requestAnimationFrame(() => this.untangle());
    }

    // Of names that would lie on each other the first is shown; nearer there is room for the others.
    untangle() {
      const kept = [];
      for (const name of this.holder.querySelectorAll(".map-name")) {
        const box = name.getBoundingClientRect();
        const hidden = kept.some((one) => box.left < one.right && box.right > one.left && box.top < one.bottom && box.bottom > one.top);
        name.classList.toggle("map-behind", hidden);
        if (!hidden) kept.push(box);
      }
    }

    lineOf({ properties: { tingkat } }) {
      return { className: "map-ground", color: "#17202e", weight: 1.4, dashArray: "8 4 2 4", fillOpacity: tingkat ? 0.45 : 0, fillColor: tingkat ? `url(#pola-${tingkat.toLowerCase()})` : "none" };
    }

    redraw() {
      this.layer.clearLayers();
      this.few = this.things.filter((one) => one.nama && !this.kinds[one.jenis].rumah).length < 40;
      this.shapes = this.things.map((one, at) => (one.titik?.length ? this.shape(one, at) : null));
      const order = { BIDANG: 0, GARIS: 1, TITIK: 2 };
      this.things.map((one, at) => at).sort((a, b) => order[this.things[a].bentuk] - order[this.things[b].bentuk])
        .forEach((at) => { if (this.shapes[at]) this.layer.addLayer(this.shapes[at]); });
      this.untangle();
      this.list();
    }

    shape(one, at) {
      const kind = this.kinds[one.jenis];
      const places = one.titik.map((spot) => this.place(spot));
      let shape;
      if (one.bentuk === "TITIK") {
        const size = this.store ? 26 : 20;
        const html = `<svg class="map-mark" viewBox="0 0 18 18" aria-hidden="true"><use href="#tanda-${one.jenis}"></use></svg>`;
        shape = L.marker(places[0], { icon: L.divIcon({ html, className: at === this.chosen ? "map-sign chosen" : "map-sign", iconSize: [size, size] }), title: this.told(one), alt: this.told(one), keyboard: false });
      } else {
        const { warna, tebal, putus, isi, tengah } = one.bentuk === "GARIS" ? kind.garis : kind.bidang;
        const dress = { color: at === this.chosen ? "#c2410c" : warna, weight: tebal + (at === this.chosen ? 3 : 1), dashArray: putus || null };
        if (one.bentuk === "GARIS") shape = tengah ? L.featureGroup([L.polyline(places, dress), L.polyline(places, { color: tengah, weight: tebal - 2, interactive: false })]) : L.polyline(places, dress);
        else shape = L.polygon(places, { ...dress, fillColor: isi, fillOpacity: 0.75 });
      }
      shape.on("click", (event) => { L.DomEvent.stopPropagation(event); if (this.drawing) this.tapped(event.latlng); else if (this.store) this.choose(at); else shape.bindPopup(() => this.card(one)).openPopup(); });
      const named = shape.getLayers?.()[0] || shape;
      if (one.nama && !kind.rumah && this.few) named.bindTooltip(one.nama, { permanent: true, direction: one.bentuk === "TITIK" ? "right" : "center", className: "map-name" });
      return shape;
    }

    told(one) {
      const rt = this.base.rt.find(([key]) => key === one.rt);
      return [this.kinds[one.jenis].label, one.nama, rt?.[1], one.jumlah > 1 ? `${one.jumlah} buah` : "", one.titik?.length ? "" : "tanpa letak"].filter(Boolean).join(" · ");
    }

    card(one) {
      const box = document.createElement("div");
      box.append(this.told(one));
      if (one.keterangan) box.append(document.createElement("br"), one.keterangan);
      if (one.ukuran_hitung) box.append(document.createElement("br"), one.ukuran_hitung);
      return box;
    }

    // --- the list and what is chosen ---------------------------------------------------------------------------------
    list() {
      const place = this.find("daftar");
      if (!place) return;
      place.textContent = "";
      this.things.forEach((one, at) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link", textContent: `${at + 1}. ${this.told(one)}` });
        if (at === this.chosen) button.setAttribute("aria-current", "true");
        button.addEventListener("click", () => { this.choose(at); if (this.shapes[at]) this.map.panTo(this.middle(at)); });
        const row = document.createElement("li");
        row.append(button);
        place.append(row);
      });
      const count = this.find("banyak");
      if (count) count.textContent = String(this.things.length);
    }

    middle(at) { const shape = this.shapes[at]; return shape.getLatLng?.() || shape.getBounds().getCenter(); }

    choose(at) {
      this.stop();
      this.moving = false;
      this.chosen = at;
      this.redraw();
      this.fill();
      if (at !== null) this.say(`Dipilih: ${this.told(this.things[at])}. Keterangannya di bawah peta.`);
    }

    fill() {
      const panel = this.find("rincian");
      panel.hidden = this.chosen === null;
      if (panel.hidden) return;
      const one = this.things[this.chosen];
      for (const field of panel.querySelectorAll("[data-isian]")) {
        field.value = one[field.dataset.isian] ?? "";
        const only = field.closest("[data-hanya]")?.dataset.hanya;
        if (only) field.closest("[data-hanya]").hidden = only === "rumah" ? !this.kinds[one.jenis].rumah : one.bentuk === "TITIK";
      }
      this.find("judul").textContent = this.kinds[one.jenis].label;
    }

    typedIn(field) {
      if (this.chosen === null) return;
      const name = field.dataset.isian;
      const value = field.value.trim();
      this.keep();
      this.things[this.chosen][name] = ["rt", "jumlah"].includes(name) ? (value ? Number(value) : name === "jumlah" ? 1 : null) : value;
      this.write();
      this.redraw();
    }

    // --- drawing -----------------------------------------------------------------------------------------------------
    start() {
      this.choose(null);
      this.drawing = { jenis: this.find("jenis").value, bentuk: this.find("bentuk").value };
      this.corners = [];
      this.room.classList.add("is-drawing");
      const { bentuk } = this.drawing;
      this.say(bentuk === "TITIK" ? "Ketuk peta untuk setiap titik, lalu Selesai." : `Ketuk sudut-sudut ${WORDS[bentuk]} berurutan, lalu Selesai.`);
      this.holder.focus({ preventScroll: true });
      if (matchMedia("(max-width: 47.99rem)").matches) this.room.scrollIntoView();
    }

    stop() {
      this.drawing = null;
      this.corners = [];
      this.draft.clearLayers();
      this.room.classList.remove("is-drawing");
    }

    tapped(place) {
      if (!this.drawing) { if (this.store && this.chosen !== null && !this.moving) this.choose(null); return; }
      this.corners.push(this.spot(place));
      if (this.drawing.bentuk === "TITIK") { this.add(); this.corners = []; } else this.sketch();
    }

    sketch() {
      this.draft.clearLayers();
      const places = this.corners.map((spot) => this.place(spot));
      places.forEach((place) => L.circleMarker(place, { radius: 6, color: "#c2410c", interactive: false }).addTo(this.draft));
      if (places.length > 1) L.polyline(this.drawing.bentuk === "BIDANG" && places.length > 2 ? [...places, places[0]] : places, { color: "#c2410c", dashArray: "4 4", interactive: false }).addTo(this.draft);
      this.say(`${places.length} sudut.${this.measured(places)}`);
    }

    measured(places) {
      if (this.base.sketsa && !this.base.skala) return "";
      let metres = 0;
      for (let at = 1; at < places.length; at += 1) metres += this.base.sketsa ? Math.hypot(places[at].lat - places[at - 1].lat, places[at].lng - places[at - 1].lng) * this.base.skala : this.map.distance(places[at - 1], places[at]);
      return places.length > 1 ? ` Panjang sekitar ${Math.round(metres)} m.` : "";
    }

    add() {
      this.keep();
      this.things.push({ pk: null, ...this.drawing, titik: this.corners, nama: "", keterangan: "", rt: null, kelas: "", jamban: "", jumlah: 1, ukuran: "" });
      this.write();
      this.redraw();
      this.say(`${this.kinds[this.drawing.jenis].label} ditambahkan. Semua: ${this.things.length}.`);
    }

    finish() {
      if (!this.drawing) return;
      const { bentuk } = this.drawing;
      if (bentuk !== "TITIK") {
        if (this.corners.length < LEAST[bentuk]) { this.say(`Masih kurang: ${WORDS[bentuk]} memerlukan paling sedikit ${LEAST[bentuk]} sudut.`); return; }
        this.add();
        this.stop();
        this.choose(this.things.length - 1);
        return;
      }
      this.stop();
      this.say("Selesai. Pilih satu objek untuk menambah keterangan.");
    }

    back() {
      if (this.drawing && this.corners.length) { this.corners.pop(); this.sketch(); return; }
      if (!this.past.length) { this.say("Tidak ada yang dapat diurungkan."); return; }
      this.things = JSON.parse(this.past.pop());
      this.chosen = null;
      this.moving = false;
      this.draft.clearLayers();
      this.write();
      this.redraw();
      this.fill();
      this.say("Perubahan terakhir diurungkan.");
    }

    remove() {
      if (this.chosen === null) return;
      this.keep();
      const [gone] = this.things.splice(this.chosen, 1);
      this.chosen = null;
      this.write();
      this.choose(null);
      this.say(`${this.told(gone)} dihapus. Urungkan bila keliru.`);
    }

    // --- moving corners: drag them, or step with the arrows; a touch on a small one between two adds a corner -----------
    move() {
      if (this.chosen === null) return;
      const one = this.things[this.chosen];
      if (!one.titik?.length) { this.redrawPlace(one); return; }
      this.moving = true;
      this.draft.clearLayers();
      one.titik.forEach((spot, at) => this.handle(one, at));
      if (one.bentuk !== "TITIK") one.titik.forEach((spot, at) => this.between(one, at));
      this.say("Geser sudutnya. Titik kecil menambah sudut; sudut yang dipilih lalu Delete dihapus.");
    }

    redrawPlace(one) {
      this.keep();
      this.things.splice(this.chosen, 1);
      this.write();
      this.find("jenis").value = one.jenis;
      this.shapesOf();
      this.find("bentuk").value = one.bentuk;
      this.start();
      this.drawing = { ...one, pk: one.pk };
      this.add = () => { delete this.add; this.keep(); this.things.push({ ...one, titik: this.corners }); this.write(); this.redraw(); this.stop(); };
    }

    handle(one, at) {
      const icon = L.divIcon({ className: "map-corner", iconSize: [22, 22] });
      const corner = L.marker(this.place(one.titik[at]), { icon, draggable: true, title: `Sudut ${at + 1}`, alt: `Sudut ${at + 1}` }).addTo(this.draft);
      const put = (place) => { this.keep(); one.titik[at] = this.spot(place); this.write(); this.redraw(); };
      corner.on("dragend", () => { put(corner.getLatLng()); this.move(); });
      corner.getElement().addEventListener("keydown", (event) => {
        const step = { ArrowUp: [0, -4], ArrowDown: [0, 4], ArrowLeft: [-4, 0], ArrowRight: [4, 0] }[event.key];
        if (step) {
          event.preventDefault();
          event.stopPropagation();
          corner.setLatLng(this.map.containerPointToLatLng(this.map.latLngToContainerPoint(corner.getLatLng()).add(step)));
          put(corner.getLatLng());
        } else if (event.key === "Delete" && one.titik.length > LEAST[one.bentuk]) {
          this.keep();
          one.titik.splice(at, 1);
          this.write();
          this.redraw();
          this.move();
        }
      });
    }

    between(one, at) {
      const next = one.titik[at + 1] || (one.bentuk === "BIDANG" ? one.titik[0] : null);
      if (!next) return;
      const [a, b] = [one.titik[at], next];
      const icon = L.divIcon({ className: "map-corner between", iconSize: [14, 14] });
      const small = L.marker(this.place([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]), { icon, draggable: true, keyboard: false, title: "Tambah sudut" }).addTo(this.draft);
      const put = () => { this.keep(); one.titik.splice(at + 1, 0, this.spot(small.getLatLng())); this.write(); this.redraw(); this.move(); };
      small.on("dragend", put);
      small.on("click", put);
    }

    // --- keeping -----------------------------------------------------------------------------------------------------
    keep() { this.past.push(JSON.stringify(this.things)); if (this.past.length > 60) this.past.shift(); }

    write() {
      this.own = true;
      this.store.value = JSON.stringify(this.things);
      this.store.dispatchEvent(new Event("input", { bubbles: true }));
      this.own = false;
    }

    shapesOf() {
      const select = this.find("bentuk");
      select.textContent = "";
      for (const shape of this.kinds[this.find("jenis").value].bentuk) select.append(new Option(WORDS[shape], shape));
      select.closest("[data-satu]").hidden = select.options.length < 2;
    }

    listen() {
      this.room.querySelectorAll("[data-alat]").forEach((tools) => { tools.hidden = false; });
      const press = { mulai: () => this.start(), selesai: () => this.finish(), mundur: () => this.back(), hapus: () => this.remove(), geser: () => this.move(), tutup: () => this.choose(null), tengah: () => this.tapped(this.map.getCenter()), letak: () => this.locate() };
      for (const [name, act] of Object.entries(press)) this.find(name)?.addEventListener("click", act);
      this.find("jenis").addEventListener("change", () => { this.shapesOf(); if (this.drawing) this.start(); });
      this.find("bentuk").addEventListener("change", () => { if (this.drawing) this.start(); });
      this.find("rincian").addEventListener("change", (event) => { if (event.target.dataset.isian) this.typedIn(event.target); });
      this.store.addEventListener("input", () => { if (this.own) return; this.things = this.stored(); this.chosen = null; this.redraw(); this.fill(); });
      this.shapesOf();
      if (this.base.sketsa && this.find("letak")) this.find("letak").hidden = true;
    }

    // While something is drawn the place where one stands becomes a corner of it; otherwise a ring shows it.
    locate() {
      if (!navigator.geolocation) { this.say("Telepon ini tidak dapat memberi letaknya."); return; }
      this.say("Mencari letak …");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => this.stood(L.latLng(coords.latitude, coords.longitude), Math.round(coords.accuracy)),
        () => this.say("Letak tidak ditemukan. Pastikan izin lokasi diberikan, atau ketuk peta."),
        { enableHighAccuracy: true, timeout: 20000 },
      );
    }

    stood(here, metres) {
      this.ring?.remove();
      this.ring = L.circle(here, { radius: metres, color: "#c2410c", weight: 2, fillOpacity: 0.1, interactive: false }).addTo(this.map);
      this.map.panTo(here);
      const how = `Ketelitian ${metres} m.${metres > 20 ? " Kurang teliti: ulangi di tempat terbuka, atau geser titiknya." : ""}`;
      if (this.drawing) this.tapped(here);
      this.say(this.drawing ? `Titik ditaruh di tempat Anda berdiri. ${how}` : `Lingkaran menunjukkan tempat Anda berdiri. ${how} Untuk menaruh titik: tekan Gambar, lalu Letak saya.`);
    }
  }

  document.querySelectorAll("[data-peta-gambar]").forEach((holder) => {
    try { new Drawing(holder); } catch (error) {
      holder.textContent = "Peta tidak dapat dibuka di peramban ini. Isi lewat tabel; hasilnya sama.";
      throw error;
    }
  });
})();
