import{a,b}from"../../chunk-JHZ6AN2L.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as ja};
