/** What a curve looks like. Each differs from the next in colour and in dash or shape, so that grey does as well. */
export interface Look {
  readonly colour: string;
  /** SVG's stroke-dasharray; undefined is a whole line. */
  readonly dash?: string;
  readonly symbol: 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'star' | 'wye';
}

/** Okabe and Ito's colours, which most of the colour-blind can tell apart; the second is for a dark page. */
const colours = [
  ['#0072b2', '#4aa8e0'],
  ['#d55e00', '#f08a3c'],
  ['#009e73', '#2fc79c'],
  ['#cc79a7', '#de98be'],
  ['#a87900', '#e6b422'],
  ['#3c93c9', '#7cc4ee'],
  ['#555555', '#bbbbbb'],
] as const;
const dashes = [undefined, '6,3', '2,2', '8,3,2,3', '10,4', '4,2,1,2', '1,3'];
const symbols = ['circle', 'square', 'triangle', 'diamond', 'cross', 'star', 'wye'] as const;

/** The look of the curve with that index. After seven the colours return with other dashes and shapes. */
export function look(index: number): Look {
  const round = Math.floor(index / colours.length);
  const at = index % colours.length;
  return {
    colour: variable(`--figure-${at + 1}`, colours[at][0]),
    dash: dashes[(at + round) % dashes.length],
    symbol: symbols[(at + round) % symbols.length],
  };
}

/** What a statement allows: no colour of its own. */
export const boundLook: Look = { colour: 'currentColor', dash: '4,4', symbol: 'cross' };

export const faint = variable('--figure-grid', '#8884');
export const paper = variable('--figure-paper', '#ffffff');

/** Colours of verdicts, as in the matrix. */
export const verdictColours: { readonly [verdict: string]: string } = {
  supported: variable('--figure-supported', '#4cc9a0'),
  refuted: variable('--figure-refuted', '#f0995a'),
  undecided: variable('--figure-undecided', '#cccccc'),
  'not run': variable('--figure-not-run', '#ffffff'),
};

/** A sign beside the colour, for those who do not see it. */
export const verdictSigns: { readonly [verdict: string]: string } = {
  supported: '✓',
  refuted: '✗',
  undecided: '?',
  'not run': '–',
};

/** Put once into a page that holds figures: their colours in the dark. Without it they have those for a light page. */
export const figureStyles = `@media (prefers-color-scheme: dark) {
  :root:not([data-theme='light']) { ${darkVariables()} }
}
:root[data-theme='dark'] { ${darkVariables()} }
`;

function darkVariables(): string {
  const curves = colours.map(([, dark], k) => `--figure-${k + 1}: ${dark};`);
  return [
    ...curves,
    '--figure-paper: #14161a;',
    '--figure-supported: #1f8a68;',
    '--figure-refuted: #a85413;',
    '--figure-undecided: #555555;',
    '--figure-not-run: #14161a;',
  ].join(' ');
}

function variable(name: string, light: string): string {
  return `var(${name},${light})`;
}
