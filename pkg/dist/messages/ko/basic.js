import{a,b}from"../../chunk-BDQRKIY4.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as ko};
