/**
 * The problem codes that the refusals of an OpenAPI document name in backticks. The other words in backticks there,
 * such as members of a problem, are not in the table of problems.
 *
 * @param {any} document the parsed docs/openapi.yaml
 * @param {string} table docs/problems.md
 * @returns {string[]}
 */
export function codesIn(document, table) {
  const known = new Set([...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map((row) => row[1]));
  const texts = [];
  const visit = (node) => {
    if (node === null || typeof node !== 'object') return;
    for (const [name, child] of Object.entries(node)) {
      if (name === 'description' && typeof child === 'string') texts.push(child);
      visit(child);
    }
  };
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path)) visit(operation?.responses);
  }
  visit(document.components?.responses);
  visit(document.components?.schemas?.Problem);
  const named = texts.flatMap((text) => [...text.matchAll(/`([a-z-]+)`/g)].map((word) => word[1]));
  return [...new Set(named)].filter((word) => known.has(word)).sort();
}
