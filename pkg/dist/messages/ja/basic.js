import{a,b}from"../../chunk-DQ3IVPOG.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as ja};
