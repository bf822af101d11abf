import{a,b}from"../../chunk-HO7CDU55.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as es};
