import{a,b}from"../../chunk-3Z732PAA.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as ja};
