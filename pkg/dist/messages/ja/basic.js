import{a,b}from"../../chunk-CM26ZMWP.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as ja};
