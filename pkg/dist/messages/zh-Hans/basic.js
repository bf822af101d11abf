import{a,b}from"../../chunk-G3BNRXTH.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as zhHans};
