import { drawable, type Figure } from '../../claim/figure.ts';
import { cellsSvg } from './cells.ts';
import { chartSvg } from './chart.ts';
import { contoursSvg } from './contours.ts';
import { figureText } from './describe.ts';
import { histogramSvg } from './histogram.ts';
import { picturesSvg } from './pictures.ts';
import { sheetSvg } from './sheet.ts';

/**
 * The figure as one SVG element, to be put into a page or written to a file. The same figure gives the same bytes. Its
 * title is not visible: the page shows it as the caption.
 */
export function figureSvg(figure: Figure): string {
  const shown = drawable(figure);
  const description = figureText(shown);
  switch (shown.kind) {
    case 'cells':
      return cellsSvg(shown, description);
    case 'contours':
      return contoursSvg(shown, description);
    case 'histogram':
      return histogramSvg(shown, description);
    case 'pictures':
      return picturesSvg(shown, description);
    case 'sheet':
      return sheetSvg(shown, description);
    default:
      return chartSvg(shown, description);
  }
}
