import type { Pictures } from '../../claim/figure.ts';
import { clean } from '../text.ts';
import { elements, frame, plotWidth, textWidth } from './frame.ts';
import { shadeOf } from './shade.ts';

const gap = 8;
const nameHeight = 15;
/** Shades of each sign: a path each, which is far shorter than a rectangle per weight. */
const shades = 8;

/** Weights as pictures in rows, on one scale of colours. */
export function picturesSvg(figure: Pictures, description: string): string {
  const { columns, pictures } = figure;
  const values = pictures.flatMap((picture) => picture.values.filter((value) => value !== null));
  const shade = shadeOf(figure.value, values);
  const rows = Math.max(1, ...pictures.map((picture) => Math.ceil(picture.values.length / columns)));
  const longest = Math.max(0, ...pictures.map(({ name }) => textWidth(name)));
  const most = Math.max(1, Math.floor(plotWidth / Math.max(longest + gap, 100)));
  const across = Math.ceil(pictures.length / Math.ceil(pictures.length / most)) || 1;
  const cell = Math.max(1, Math.floor(Math.min((plotWidth / across - gap) / columns, 140 / rows)));
  const [wide, high] = [plotWidth / across, cell * rows + nameHeight + gap];
  const largest = Math.max(0, ...values.map((value) => shade.of(value).opacity)) || 1;
  const draw = elements((add) => {
    for (const [k, picture] of pictures.entries()) {
      const [left, top] = [(k % across) * wide, Math.floor(k / across) * high];
      add('text', { x: `${left}`, y: `${top + 11}`, 'text-anchor': 'start' }, clean(picture.name));
      const box = { width: `${cell * columns}`, height: `${cell * Math.ceil(picture.values.length / columns)}` };
      const edge = { fill: 'none', stroke: 'currentColor', 'stroke-opacity': '0.4' };
      add('rect', { x: `${left}`, y: `${top + nameHeight}`, ...box, ...edge });
      const paths = new Map<string, string>();
      for (const [w, value] of picture.values.entries()) {
        if (value === null) continue;
        const { fill, opacity } = shade.of(value);
        const step = Math.round((opacity / largest) * shades);
        if (step === 0) continue;
        const key = `${fill} ${((step / shades) * largest).toFixed(2)}`;
        const [x, y] = [left + (w % columns) * cell, top + nameHeight + Math.floor(w / columns) * cell];
        paths.set(key, `${paths.get(key) ?? ''}M${x} ${y}h${cell}v${cell}h-${cell}z`);
      }
      for (const [key, d] of paths) {
        const [fill, opacity] = key.split(' ');
        add('path', { d, fill, 'fill-opacity': opacity });
      }
    }
  });
  return frame(figure.title, description, {
    x: { axis: null },
    y: { axis: null },
    xLabel: '',
    yLabel: '',
    width: plotWidth,
    left: 14,
    height: Math.ceil(pictures.length / across) * high,
    marks: [draw],
    legend: shade.legend,
  });
}
