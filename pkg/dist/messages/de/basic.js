import{a,b}from"../../chunk-GTIBUOGW.js";import"../../chunk-4D3D3RIO.js";export{a as de,b as default};
