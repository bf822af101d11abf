import{a,b}from"../chunk-DFQFFKOS.js";export{b as default,a as en};
