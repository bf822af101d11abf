import{a,b}from"../../chunk-GC4K2FUV.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as ja};
