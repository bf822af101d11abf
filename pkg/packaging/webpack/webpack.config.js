// Nothing that is special to this package.
export default { mode: 'production', entry: './main.js' };
