import{a,b}from"../../chunk-PV2TFPMV.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as fr};
