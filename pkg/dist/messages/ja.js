import{a,b}from"../chunk-HOJXWX7T.js";export{b as default,a as ja};
