import{a,b,c,d}from"./chunk-ZOILYKWG.js";import"./chunk-JESTX2WK.js";export{c as hint,a as requirement,d as status,b as violation};
