import{a,b}from"../chunk-HOJXWX7T.js";import"../chunk-WOT6VMZA.js";export{b as default,a as ja};
