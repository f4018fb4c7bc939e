// Building the page: always from text and properties, never from markup.

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

// element("button", {class: "link", title: "Copy", onclick: copy}, "Copy") - functions become listeners, the rest
// attributes; false and null leave an attribute or a child out.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== false && child != null));
  return made;
}

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `page/icons.svg#${name}`);
  drawing.append(use);
  return drawing;
}

// A badge with a number; 0 hides it.
export function count(badge, number) {
  badge.textContent = number > 99 ? "99+" : String(number);
  badge.hidden = number === 0;
}
