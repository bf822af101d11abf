// Without an adapter: the tests use what `vite build` makes.
export default {};
