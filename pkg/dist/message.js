import{a,b,c,d}from"./chunk-MIUPCLKI.js";import"./chunk-XPHDMC26.js";export{c as hint,a as requirement,d as status,b as violation};
