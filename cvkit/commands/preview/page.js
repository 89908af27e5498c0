// Shows the state of the server, and updates it after each build. Images are replaced in place, so that the scroll
// position is kept. Each image is loaded before it is shown, and the visible pages come first.
"use strict";

const at = (id) => document.getElementById(id);
let shown = 0;

function describe(state) {
  document.title = `${state.name || "cvkit"} – preview`;
  document.body.className = state.stale ? "stale" : "";
  at("name").textContent = state.name || "cvkit preview";
  const age = state.stale && state.madeAt ? `; this is the page of ${state.madeAt}` : "";
  at("message").textContent = state.message + age;
  at("problems").textContent = state.problems;
  at("problems").hidden = !state.problems;
  at("pdf").hidden = !state.pages.length;
  at("pdf").href = `${state.build}/cv.pdf`;
}

function layOut(pages) {
  const images = at("pages").children;
  while (images.length > pages.length) images[images.length - 1].remove();
  while (images.length < pages.length) {
    const image = document.createElement("img");
    image.alt = `Page ${images.length + 1}`;
    at("pages").append(image);
  }
  pages.forEach(([width, height], index) => Object.assign(images[index], { width, height }));
  return [...images];
}

function distance(image) {
  const box = image.getBoundingClientRect();
  return Math.max(0, -box.bottom, box.top - innerHeight);
}

async function draw(state) {
  const images = layOut(state.pages);
  if (!shown) scrollTo(0, Number(sessionStorage.getItem("scroll")));
  const order = images.map((image, index) => [distance(image), index]).sort((a, b) => a[0] - b[0]);
  shown = state.build;
  for (const [, index] of order) {
    const next = new Image();
    next.src = `${state.build}/${index}.png`;
    try {
      await next.decode();
    } catch {
      return; // a newer build has come
    }
    if (shown !== state.build) return;
    images[index].src = next.src;
  }
  document.body.dataset.build = state.build;
}

async function update() {
  const state = await (await fetch("state")).json();
  if (state.build <= shown) return;
  describe(state);
  await draw(state);
}

addEventListener("scroll", () => sessionStorage.setItem("scroll", scrollY));
const events = new EventSource("events");
events.onmessage = (event) => Number(event.data) && update();
events.onerror = () => {
  document.body.classList.add("ended");
  at("message").textContent = "cvkit preview has ended. Start it again to continue.";
};
