import { parseHTML } from 'linkedom';
import type { Figure } from '../../../src/claim/figure.ts';
import { figureSvg } from '../../../src/report/figures/figure-svg.ts';

/** A figure as the report draws it: its elements, and the words on it. */
export function draw(figure: Figure) {
  const { document } = parseHTML(`<!doctype html><html><body>${figureSvg(figure)}</body></html>`);
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  return { all, svg: document.querySelector('svg')!, words: all('text').map(({ textContent }) => textContent) };
}
