import{a,b}from"../chunk-DFQFFKOS.js";import"../chunk-WOT6VMZA.js";export{b as default,a as en};
