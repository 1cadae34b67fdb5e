import { drawable, type Figure } from '../../claim/figure.ts';
import { chartSvg } from './chart.ts';
import { figureText } from './describe.ts';

/**
 * The figure as one SVG element, to be put into a page or written to a file. The same figure gives the same bytes. Its
 * title is not visible: the page shows it as the caption.
 */
export function figureSvg(figure: Figure): string {
  const shown = drawable(figure);
  const description = figureText(shown);
  switch (shown.kind) {
    case 'cells':
    case 'contours':
    case 'histogram':
    case 'pictures':
      throw new Error(`figures of kind ${shown.kind} are not drawn yet`);
    default:
      return chartSvg(shown, description);
  }
}
