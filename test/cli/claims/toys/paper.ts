import { definePaper } from 'lemmata';

export default definePaper({
  slug: 'toys',
  title: 'Claims that test the command line',
  authors: 'Nobody',
  venue: 'Nowhere',
  url: 'https://example.org',
  sections: ['Toys'],
});
