// Elements from words and listeners; a container that redraws itself when the state changes.
import { scoped } from "./store.js";

const SVG = "http://www.w3.org/2000/svg";

export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function drawn(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) give(node, name, value);
  node.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function give(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") node.addEventListener(name, value);
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

export function button(label, click, attributes = {}) {
  return element("button", { type: "button", click, ...attributes }, label);
}

export function live(store, keys, container, build) {
  let current = null;
  const redraw = () => {
    if (current) current.leave();
    current = scoped(build);
    keepFocus(() => container.replaceChildren(...[current.built].flat(2).filter(Boolean)));
  };
  store.on(keys, redraw);
  redraw();
  return container;
}

export function keepFocus(change) {
  const id = document.activeElement && document.activeElement.id;
  change();
  if (!id || (document.activeElement && document.activeElement.id === id)) return;
  const again = document.getElementById(id);
  if (again) again.focus({ preventScroll: true });
}

export function adopted(svgText) {
  const named = svgText.includes("xmlns=") ? svgText : svgText.replace("<svg", `<svg xmlns="${SVG}"`);
  const node = new DOMParser().parseFromString(named, "image/svg+xml").documentElement;
  const [width, height] = [node.getAttribute("width"), node.getAttribute("height")].map(parseFloat);
  if (!node.hasAttribute("viewBox") && width && height) node.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return document.importNode(node, true);
}
