import{a,b}from"../../chunk-QSNSLK5A.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as es};
