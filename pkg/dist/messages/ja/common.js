import{a,b}from"../../chunk-3DGIMMUY.js";import"../../chunk-PY56WE3J.js";export{b as default,a as ja};
