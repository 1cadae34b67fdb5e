import temml from 'temml';
import { type Content, html, Markup } from './html.ts';

/** A statement as MathML; TeX that cannot be set is shown as it is. */
export function statementMath(tex: string): Markup {
  try {
    const math = temml.renderToString(tex, { displayMode: true, throwOnError: true, strict: false, trust: false });
    return html`<div class="math scroll" role="group" aria-label="Statement">${lines(math)}</div>`;
  } catch {
    return html`<p class="note">This TeX cannot be set; its source:</p><pre class="scroll tex">${tex}</pre>`;
  }
}

const opening = '<math display="block" class="tml-display" style="display:block math;"><mrow>';
const closing = '</mrow></math>';

/** One formula for each stretch between wide spaces (`\quad`) outside of all brackets, so that long statements can wrap. */
function lines(math: string): Content {
  if (!math.startsWith(opening) || !math.endsWith(closing)) return new Markup(math);
  const pieces = [''];
  let depth = 0;
  for (const [tag] of math.slice(opening.length, -closing.length).matchAll(/<[^>]*>[^<]*/g)) {
    if (depth === 0 && /^<mspace width="[12]em">/.test(tag)) pieces.push('');
    depth += tag.startsWith('</') ? -1 : tag.includes('/>') ? 0 : 1;
    pieces[pieces.length - 1] += tag;
  }
  return pieces.map((piece) => new Markup(`<math displaystyle="true"><mrow>${piece}</mrow></math> `));
}
