// The one script of the reference: the filter over the list of operations. The page is whole without it.

export const FILTER_SCRIPT = `
const field = document.getElementById("filter");
const entries = [...document.querySelectorAll("nav li")];
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
  for (const group of document.querySelectorAll("nav section"))
    group.hidden = words.length > 0 && !group.querySelector("li:not([hidden])");
});
`;
