// <div data-peta data-source="ID of a JSON script" | data-url="…">: a GeoJSON FeatureCollection on Leaflet, no tiles.
// Properties of a feature: name, level (TK|KR|KS|KB), note, url. The grounds are the patterns of level_patterns.html.
// With data-batas the lines are drawn by kind (kelurahan|kawasan|RW|RT, css/components/area.css) and nothing is classed.
(() => {
  "use strict";
  const WORDS = { TK: "Tidak Kumuh", KR: "Kumuh Ringan", KS: "Kumuh Sedang", KB: "Kumuh Berat" };
  const levelOf = (feature) => (feature.properties.level in WORDS ? feature.properties.level : null);

  const style = (feature) => ({
    color: "#17202e", weight: 1.4, fillOpacity: 0.92,
    fillColor: `url(#pola-${(levelOf(feature) || "none").toLowerCase()})`,
    dashArray: levelOf(feature) ? null : "4 4",
  });

  const kindOf = (feature) => ({ className: `boundary boundary-${feature.properties.kind.toLowerCase()}`, fillOpacity: null });

  function card(feature, plain) {
    const { name, note, url } = feature.properties;
    const box = document.createElement("div");
    const title = document.createElement(url ? "a" : "b");
    if (url) title.href = url;
    title.textContent = name || "Tanpa nama";
    const level = levelOf(feature);
    box.append(title);
    if (!plain) box.append(document.createElement("br"), level ? `${level} – ${WORDS[level]}` : "Belum dinilai");
    if (note) box.append(document.createElement("br"), note);
    return box;
  }

  async function read(holder) {
    if (holder.dataset.source) return JSON.parse(document.getElementById(holder.dataset.source).textContent);
    const answer = await fetch(holder.dataset.url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  function draw(holder, data) {
    const plain = "batas" in holder.dataset;
    holder.textContent = "";
    holder.classList.remove("map-empty");
    const map = L.map(holder, { attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false });
    map.zoomControl.setPosition("topright");
    L.control.scale({ imperial: false }).addTo(map);
    const layer = L.geoJSON(data, {
      style: plain ? kindOf : style,
      pointToLayer: (feature, place) => L.circleMarker(place, { radius: 8, ...style(feature) }),
      onEachFeature(feature, shape) {
        shape.bindPopup(() => card(feature, plain));
      },
    }).addTo(map);
    map.fitBounds(layer.getBounds(), { padding: [12, 12] });
    layer.eachLayer((shape) => { label(shape, plain); name(map, shape); });
  }

  // The name stands on the area where it has room, otherwise it shows on a touch.
  function name(map, shape) {
    const text = shape.feature.properties.name;
    if (!text) return;
    const bounds = shape.getBounds?.();
    const width = bounds ? map.latLngToLayerPoint(bounds.getNorthEast()).x - map.latLngToLayerPoint(bounds.getSouthWest()).x : 0;
    shape.bindTooltip(text, { permanent: width > text.length * 8 + 12, direction: "center", className: "map-name" });
  }

  // Areas can be reached and opened with the keyboard.
  function label(shape, plain) {
    const path = shape.getElement?.();
    if (!path) return;
    const { name, level } = shape.feature.properties;
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    const words = plain ? "" : `, ${WORDS[level] || "belum dinilai"}`;
    path.setAttribute("aria-label", `${name || "Tanpa nama"}${words}`);
    path.addEventListener("keydown", (event) => { if (event.key === "Enter") shape.openPopup(); });
  }

  document.querySelectorAll("[data-peta]").forEach(async (holder) => {
    try {
      const data = await read(holder);
      if (data.features?.length) draw(holder, data);
      else holder.textContent = "Belum ada batas wilayah. Semua pekerjaan tetap bisa diteruskan tanpa peta.";
    } catch {
      holder.textContent = "Peta tidak dapat dimuat. Isinya ada di tabel di bawah ini.";
    }
  });
})();
