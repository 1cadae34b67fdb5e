// The rooms of the architecture, lowest first; imports point down this list only.
const floors = [
  ['numerics', 'random'],
  ['statistics', 'data', 'networks', 'optimizers', 'flows'],
  ['engines'],
  ['claim'],
  ['report'],
  ['cli'],
];

const room = (names) => `^src/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...floors.slice(0, -1).map((names, k) => ({
      name: `${names.join('-')}-leans-on-nothing-above`,
      severity: 'error',
      from: { path: room(names) },
      to: { path: room(floors.slice(k + 1).flat()) },
    })),
    {
      name: 'statistics-knows-nothing-of-networks',
      severity: 'error',
      from: { path: '^src/statistics/' },
      to: { path: room(['data', 'networks', 'optimizers', 'flows']) },
    },
    {
      name: 'claims-use-the-public-door',
      severity: 'error',
      from: { path: '^claims/' },
      to: { path: '^src/', pathNot: '^src/index\\.ts$' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
