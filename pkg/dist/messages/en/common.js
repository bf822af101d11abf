import{a,b}from"../../chunk-NGGWXAL4.js";import"../../chunk-PY56WE3J.js";export{b as default,a as en};
