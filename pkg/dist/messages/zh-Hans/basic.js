import{a,b}from"../../chunk-XVT4PVDP.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as zhHans};
