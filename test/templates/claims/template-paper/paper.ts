import { definePaper } from 'lemmata';

// Copy to claims/<slug>/paper.ts.

export default definePaper({
  slug: 'template-paper',
  title: 'A paper whose statements you doubt',
  authors: 'A. Uthor',
  venue: 'Conference 2026',
  url: 'https://example.org/paper',
  sections: ['Section 2: Lemmas'],
});
