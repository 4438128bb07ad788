/** Making nodes. Nothing here or elsewhere reads HTML from a string, so no text can become markup. */

export type Child = Node | string | null | undefined | false;
export type Attributes = { [name: string]: string | number | boolean | null | undefined | ((event: never) => void) };

const SVG = "http://www.w3.org/2000/svg";

/** An element: attributes by name, `on…` functions as listeners; what is null or false is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), attributes, children);
}

/** A picture of one or more paths on a 24-unit square, in the colour of the text beside it. */
export function icon(...paths: string[]): SVGElement {
  const picture = s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" });
  for (const path of paths) picture.appendChild(s("path", { d: path }));
  return picture;
}

/** A part of a picture. */
export function s(tag: string, attributes: Attributes, ...children: Child[]): SVGElement {
  return fill(document.createElementNS(SVG, tag) as SVGElement, attributes, children);
}

function fill<Made extends Element>(made: Made, attributes: Attributes, children: Child[]): Made {
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (typeof value === "function") made.addEventListener(name.slice(2), value as unknown as EventListener);
    else if (value != null && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child) made.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
  return made;
}

/** Take all children out. */
export function empty(node: Node): void {
  while (node.firstChild) node.removeChild(node.firstChild);
}
