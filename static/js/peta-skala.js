// <div data-peta-skala="URL of the picture" data-lebar data-tinggi data-isi="ID of a text field">: two taps on a sketch
// write the two points whose distance was measured, as "x, y; x, y". Without script they are typed.
(() => {
  "use strict";
  document.querySelectorAll("[data-peta-skala]").forEach((holder) => {
    const [width, height] = [Number(holder.dataset.lebar), Number(holder.dataset.tinggi)];
    const field = document.getElementById(holder.dataset.isi);
    holder.hidden = false;
    const map = L.map(holder, { crs: L.CRS.Simple, attributionControl: false, zoomSnap: 0.25, minZoom: -5, scrollWheelZoom: false });
    const frame = L.latLngBounds([-height, 0], [0, width]);
    L.imageOverlay(holder.dataset.petaSkala, frame).addTo(map);
    map.fitBounds(frame);
    const marks = L.layerGroup().addTo(map);
    const read = () => field.value.split(";").map((pair) => pair.split(",").map(Number)).filter((pair) => pair.length === 2 && pair.every(Number.isFinite));

    function draw() {
      marks.clearLayers();
      const places = read().map(([x, y]) => L.latLng(-y, x));
      places.forEach((place) => L.circleMarker(place, { radius: 8, color: "#c2410c" }).addTo(marks));
      if (places.length === 2) L.polyline(places, { color: "#c2410c", dashArray: "4 4" }).addTo(marks);
    }

    map.on("click", ({ latlng }) => {
      const spots = read();
      const kept = spots.length >= 2 ? [] : spots;
      kept.push([latlng.lng.toFixed(1), (-latlng.lat).toFixed(1)]);
      field.value = kept.map((spot) => spot.join(", ")).join("; ");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.addEventListener("input", draw);
    draw();
  });
})();
